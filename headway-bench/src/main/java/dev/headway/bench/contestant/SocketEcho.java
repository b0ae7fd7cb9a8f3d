package dev.headway.bench.contestant;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The floor of a pool of worker processes: JVMs that send back what they get over a Unix-domain
 * socket, with nothing around it. {@code pairs=N} of them at a time, {@code bytes=N} in a message,
 * which stands for {@code per=N} items; {@code messages=N} on each socket for one measurement.
 */
final class SocketEcho implements AutoCloseable {
  private final int bytes;
  private final int messages;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final List<Process> children = new ArrayList<>();

  /** Starts the other sides. */
  SocketEcho(int pairs, int bytes, int messages) throws IOException {
    this.bytes = bytes;
    this.messages = messages;
    start(pairs);
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int bytes = arguments.number("bytes", 16);
    String socket = arguments.text("serve", "");
    if (!socket.isEmpty()) {
      serve(Path.of(socket), bytes);
      return;
    }
    int messages = arguments.number("messages", 10_000);
    int pairs = arguments.number("pairs", 1);
    double nanos;
    try (SocketEcho echo = new SocketEcho(pairs, bytes, messages)) {
      nanos = Timed.nanos(echo::run);
    }
    Timed.answer(nanos / ((double) messages * pairs * arguments.number("per", 1)));
  }

  private void start(int pairs) throws IOException {
    Path folder = Files.createTempDirectory("echo");
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      for (int i = 0; i < pairs; i++) {
        children.add(child(socket));
        channels.add(server.accept());
      }
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(folder);
    }
  }

  /** Ends the other sides. */
  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    children.forEach(Process::destroyForcibly);
  }

  private Process child(Path socket) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SocketEcho.class.getName(),
            "serve=" + socket,
            "bytes=" + bytes)
        .inheritIO()
        .start();
  }

  /** Sends all messages there and back. */
  void run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (SocketChannel channel : channels) {
      Thread thread = new Thread(() -> exchange(channel));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void exchange(SocketChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    try {
      for (int i = 0; i < messages; i++) {
        write(channel, buffer.clear());
        if (!read(channel, buffer.clear())) {
          throw new IllegalStateException("The other side ended.");
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(Path socket, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      while (read(channel, buffer.clear())) {
        write(channel, buffer.flip());
      }
    }
  }

  private static boolean read(SocketChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
