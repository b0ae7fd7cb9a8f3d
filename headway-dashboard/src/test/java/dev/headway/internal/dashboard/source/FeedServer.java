package dev.headway.internal.dashboard.source;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that serves a feed, as far as a reader sees it. */
final class FeedServer implements Closeable {
  private final Path path;
  private final ServerSocketChannel server;

  FeedServer(Path folder, long pid) throws IOException {
    path = folder.resolve(pid + ".sock");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
  }

  /** Waits for a reader, and greets it. */
  SocketChannel accept() throws IOException {
    SocketChannel client = server.accept();
    send(
        client,
        "{\"v\":1,\"event\":\"hello\",\"at\":\"2026-03-01T12:00:00Z\",\"process\":4711,"
            + "\"startedAt\":\"2026-03-01T11:59:00Z\",\"program\":\"thumbnails.jar\","
            + "\"directory\":\"/srv\",\"live\":1,\"kept\":0,\"ended\":0}");
    return client;
  }

  static void send(SocketChannel client, String... lines) throws IOException {
    for (String line : lines) {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        client.write(bytes);
      }
    }
  }

  /** As after a kill: the file stays. */
  void die() throws IOException {
    server.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }
}
