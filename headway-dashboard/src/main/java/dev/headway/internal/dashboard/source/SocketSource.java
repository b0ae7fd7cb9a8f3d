package dev.headway.internal.dashboard.source;

import dev.headway.internal.terminal.feed.FeedSocket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** The socket of a running program. */
final class SocketSource implements LineSource {
  private static final int BUFFER = 64 << 10;

  private final FeedSocket socket;
  private final String key;
  private final SocketChannel channel;

  /** Connects nothing yet. */
  SocketSource(FeedSocket socket) throws IOException {
    this.socket = socket;
    this.key = key(socket);
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /** A later process may have the same id. */
  static String key(FeedSocket socket) {
    return socket.path() + "@" + socket.madeMillis();
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String name() {
    return "process " + socket.pid();
  }

  /** Fails for a socket that a killed program has left behind. */
  @Override
  public void connect() throws IOException {
    channel.connect(UnixDomainSocketAddress.of(socket.path()));
  }

  @Override
  public void readTo(Consumer<String> to, Runnable tooLong) throws IOException {
    LineSplitter lines = new LineSplitter(to, tooLong);
    byte[] bytes = new byte[BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer.clear())) {
        lines.accept(bytes, count);
      }
    } catch (ClosedChannelException closed) {
      // By another thread: the dashboard ends.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
