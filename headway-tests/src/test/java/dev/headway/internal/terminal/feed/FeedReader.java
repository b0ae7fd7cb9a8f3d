package dev.headway.internal.terminal.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A client of a feed, as any program may write it. */
final class FeedReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SocketChannel channel;
  private final BufferedReader lines;

  FeedReader(Path socket) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    lines =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.US_ASCII), 64);
  }

  JsonNode next() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new EOFException("The feed has ended.");
    }
    return JSON.readTree(line);
  }

  /** The names of the next events. */
  List<String> events(int count) throws IOException {
    List<String> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(next().get("event").asText());
    }
    return events;
  }

  boolean isAtEnd() throws IOException {
    return lines.readLine() == null;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
