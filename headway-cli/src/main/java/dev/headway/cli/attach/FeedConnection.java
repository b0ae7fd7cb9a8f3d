package dev.headway.cli.attach;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.terminal.feed.FeedSocket;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** The lines of a feed as they come. Used by one thread. */
final class FeedConnection implements Closeable {
  private static final int MAX_LINE = 8 << 20;

  /** Takes a line. */
  @FunctionalInterface
  interface Lines {
    void take(String line) throws IOException;
  }

  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private FeedConnection(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /**
   * Connects.
   *
   * @throws IOException if no process takes the connection
   */
  static FeedConnection open(FeedSocket socket) throws IOException {
    SocketChannel channel = socket.connect();
    try {
      Selector selector = Selector.open();
      boolean waiting = channel.isConnectionPending();
      channel.register(selector, waiting ? SelectionKey.OP_CONNECT : SelectionKey.OP_READ);
      return new FeedConnection(channel, selector);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Waits for lines, and gives on those that are whole.
   *
   * @param millis how long to wait at most
   * @return false if the feed has ended
   * @throws IOException if a line is longer than any of a feed
   */
  boolean poll(long millis, Lines lines) throws IOException {
    selector.selectedKeys().clear();
    if (selector.select(millis) == 0) {
      return true;
    }
    if (channel.isConnectionPending()) {
      if (channel.finishConnect()) {
        channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
      }
      return true;
    }
    int read;
    try {
      read = channel.read(buffer.clear());
    } catch (IOException e) {
      return false; // As where the process was killed amid a line.
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      byte next = buffer.get();
      if (next != '\n') {
        line.write(next);
      } else {
        String text = line.toString(UTF_8);
        line.reset();
        lines.take(text);
      }
    }
    if (line.size() > MAX_LINE) {
      throw new IOException("The feed has a line of more than 8 MiB, which no feed has.");
    }
    return read >= 0;
  }

  @Override
  public void close() {
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      // It is not used any more.
    }
  }
}
