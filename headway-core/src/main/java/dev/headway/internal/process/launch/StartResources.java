package dev.headway.internal.process.launch;

import dev.headway.internal.system.ProcessStarter;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The process and the sockets of a start that goes on. Ending it closes the sockets, which wakes
 * the thread that waits at one of them. Safe for use by several threads.
 */
final class StartResources {
  /**
   * Why a start has ended.
   *
   * @param here whether this JVM wanted it; otherwise the worker has ended by itself
   */
  record End(String reason, boolean here) {}

  private @Nullable Process process;
  private @Nullable ServerSocketChannel server;
  private @Nullable SocketChannel connection;
  private @Nullable End end;

  /** Tells whether the start goes on. */
  synchronized boolean isOpen() {
    return end == null;
  }

  /**
   * Goes on only if the start does.
   *
   * @throws IOException if the start has ended, with the reason
   */
  synchronized void checkOpen() throws IOException {
    if (end != null) {
      throw new IOException(end.reason());
    }
  }

  /** Starts the process of the worker, so that an end that comes meanwhile kills it. */
  synchronized Process begin(ProcessBuilder builder) throws IOException {
    checkOpen();
    Process started = ProcessStarter.start(builder);
    process = started;
    return started;
  }

  /** Takes the socket at which the worker is awaited. */
  synchronized void listen(ServerSocketChannel socket) throws IOException {
    checkOpen();
    server = socket;
  }

  /** Takes a connection, which may be that of the worker. */
  synchronized void connect(SocketChannel socket) throws IOException {
    connection = socket;
    checkOpen();
  }

  /** Lets go of all: the end of the start no longer affects the worker. */
  synchronized void release() throws IOException {
    checkOpen();
    connection = null;
    server = null;
    process = null;
  }

  /**
   * Ends the start, and the worker process. The first reason counts.
   *
   * @param here whether this JVM wants it
   */
  synchronized void end(String reason, boolean here) {
    if (end == null) {
      end = new End(reason, here);
    }
    closeQuietly(server);
    closeQuietly(connection);
    if (process != null) {
      process.toHandle().destroyForcibly(); // The process itself would close its streams too.
    }
  }

  /** Returns the process, if it has been started and not released. */
  synchronized @Nullable Process process() {
    return process;
  }

  /** Returns why the start has ended; null while it goes on. */
  synchronized @Nullable End end() {
    return end;
  }

  private static void closeQuietly(@Nullable AutoCloseable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (Exception e) {
      // The start is over, so nothing uses it any more.
    }
  }
}
