package dev.headway.internal.terminal.feed;

import dev.headway.internal.text.UserText;
import dev.headway.internal.time.HelperThreads;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves lines to clients on a socket, by one thread that waits in the kernel while there is
 * nothing to do. A client that does not read holds up nothing.
 */
final class FeedServer {
  static final int MAX_CLIENTS = 16;

  /** How long clients have to read the last lines when the process ends. */
  private static final long LAST_LINES_MILLIS = 1000;

  /** The pause after a client could not be accepted, as where there are no more descriptors. */
  private static final long PAUSE_MILLIS = 1000;

  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A client that has read nothing for so long gives its place to another that wants it. */
  static final long MAX_BLOCKED_NANOS = 30_000_000_000L;

  /** What is served. Called by the thread of the server alone. */
  interface Source extends FeedClient.Losses {
    /** The lines since the last call, for all clients. */
    List<FeedLine> news();

    /**
     * The lines since the last call, for the clients that were there, and all that a new client
     * gets at first, as of the same moment.
     */
    List<FeedLine> newsAndPresent(List<FeedLine> present);

    /** There is no client any more: what was only for clients goes. */
    void forget();

    /** The only line of a client for which there is no room. */
    FeedLine refused(int most);

    /** Whether nothing more comes when the process ends. */
    boolean isAtRest();
  }

  private final FeedSocket socket;
  private final Source source;
  private final LongSupplier nanoTime;
  private final ServerSocketChannel server;
  private final Selector selector;
  private final SelectionKey accepting;
  private final Map<SelectionKey, FeedClient> clients = new LinkedHashMap<>();
  private final Thread thread;

  /** How many clients there are, for other threads. */
  private volatile int listening;

  private volatile boolean ending;
  private volatile boolean failed;

  private FeedServer(
      FeedSocket socket,
      Source source,
      LongSupplier nanoTime,
      ServerSocketChannel server,
      Selector selector)
      throws IOException {
    this.socket = socket;
    this.source = source;
    this.nanoTime = nanoTime;
    this.server = server;
    this.selector = selector;
    this.accepting = server.register(selector, SelectionKey.OP_ACCEPT);
    this.thread = HelperThreads.daemon("headway-feed-", this::run);
    this.thread.setContextClassLoader(null); // It must not keep the loader of a program's part.
  }

  /**
   * Opens the socket and starts the thread.
   *
   * @param nanoTime the clock
   * @throws IOException if the socket cannot be opened
   */
  static FeedServer open(FeedSocket socket, Source source, LongSupplier nanoTime)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    Selector selector = null;
    boolean bound = false;
    try {
      selector = Selector.open();
      channel.configureBlocking(false);
      channel.bind(UnixDomainSocketAddress.of(socket.path()), MAX_CLIENTS);
      bound = true;
      FeedServer made = new FeedServer(socket, source, nanoTime, channel, selector);
      made.thread.start();
      return made;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      closeQuietly(channel);
      closeQuietly(selector);
      if (bound) {
        socket.remove();
      }
      throw e;
    }
  }

  /** Whether its thread has ended though nobody closed it. */
  boolean hasFailed() {
    return failed;
  }

  boolean hasClients() {
    return listening > 0;
  }

  /** There is news. Cheap, and nothing without a client. */
  void wake() {
    if (hasClients()) {
      selector.wakeup();
    }
  }

  /** Serves the last lines, for no longer than a second, and removes the socket. */
  void close() {
    socket.remove();
    ending = true;
    selector.wakeup();
    boolean interrupted = false;
    try {
      thread.join(LAST_LINES_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      serve();
    } catch (IOException | RuntimeException | Error e) {
      socket.remove(); // Before another server can have it.
      failed = true;
      UserText.warn(FeedServer.class, "The feed failed and is served no more", e);
    } finally {
      end();
    }
  }

  private void serve() throws IOException {
    long pausedUntil = 0;
    Long deadline = null;
    while (true) {
      boolean paused = accepting.interestOps() == 0;
      selector.select(ending ? LOOK_AGAIN_MILLIS : paused ? PAUSE_MILLIS : 0);
      long now = nanoTime.getAsLong();
      if (paused && now - pausedUntil >= 0) {
        accepting.interestOps(SelectionKey.OP_ACCEPT);
      }
      if (listening > 0) {
        addAll(source.news());
      }
      for (SelectionKey key : selector.selectedKeys()) {
        if (key == accepting && !accept(now)) {
          accepting.interestOps(0);
          pausedUntil = now + PAUSE_MILLIS * NANOS_PER_MILLI;
        }
      }
      boolean allRead = serveClients(now);
      selector.selectedKeys().clear();
      if (ending) {
        deadline = deadline == null ? now + LAST_LINES_MILLIS * NANOS_PER_MILLI : deadline;
        if (clients.isEmpty() || allRead && source.isAtRest() || now - deadline >= 0) {
          return;
        }
      }
    }
  }

  private void addAll(List<FeedLine> lines) {
    for (FeedClient client : clients.values()) {
      lines.forEach(client::add);
    }
  }

  /** Takes a client; false if the system gives none now, though there is one. */
  private boolean accept(long now) {
    SocketChannel channel = null;
    try {
      channel = server.accept();
      if (channel != null) {
        channel.configureBlocking(false);
        join(channel, now);
      }
      return true;
    } catch (IOException e) {
      closeQuietly(channel);
      return channel != null;
    }
  }

  private void join(SocketChannel channel, long now) throws IOException {
    if (clients.size() >= MAX_CLIENTS) {
      serveClients(now); // One that has read since this thread last looked is not blocked.
      dropBlocked(now);
    }
    if (clients.size() >= MAX_CLIENTS) {
      channel.write(ByteBuffer.wrap(source.refused(MAX_CLIENTS).text()));
      channel.close();
      return;
    }
    listening = clients.size() + 1; // From now on nothing passes that the present does not have.
    FeedClient client = new FeedClient(channel, source);
    List<FeedLine> present = new ArrayList<>();
    addAll(source.newsAndPresent(present));
    present.forEach(client::add);
    clients.put(channel.register(selector, SelectionKey.OP_READ), client);
  }

  /** Lets each client have what it takes; true if nothing waits for any. */
  private boolean serveClients(long now) {
    boolean allRead = true;
    for (Map.Entry<SelectionKey, FeedClient> entry : List.copyOf(clients.entrySet())) {
      SelectionKey key = entry.getKey();
      FeedClient client = entry.getValue();
      try {
        boolean speaks = selector.selectedKeys().contains(key) && key.isReadable();
        if (speaks && !client.read()) {
          drop(key, client);
          continue;
        }
        boolean done = client.write(now);
        key.interestOps(SelectionKey.OP_READ | (done ? 0 : SelectionKey.OP_WRITE));
        allRead &= done;
      } catch (IOException e) {
        drop(key, client);
      }
    }
    if (listening > 0 && clients.isEmpty()) {
      listening = 0;
      source.news(); // Nothing of it stays in memory.
      source.forget();
    }
    listening = clients.size();
    return allRead;
  }

  private void dropBlocked(long now) {
    for (Map.Entry<SelectionKey, FeedClient> entry : List.copyOf(clients.entrySet())) {
      if (entry.getValue().isBlockedFor(MAX_BLOCKED_NANOS, now)) {
        drop(entry.getKey(), entry.getValue());
      }
    }
  }

  private void drop(SelectionKey key, FeedClient client) {
    clients.remove(key);
    client.close();
  }

  private void end() {
    listening = 0;
    source.forget();
    clients.values().forEach(FeedClient::close);
    clients.clear();
    closeQuietly(server);
    closeQuietly(selector);
  }

  private static void closeQuietly(@Nullable AutoCloseable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (Exception e) {
      // It is not used any more.
    }
  }
}
