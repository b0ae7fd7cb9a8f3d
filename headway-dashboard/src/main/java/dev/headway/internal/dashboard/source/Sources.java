package dev.headway.internal.dashboard.source;

import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.system.LiveProcess;
import dev.headway.internal.terminal.feed.FeedFolder;
import dev.headway.internal.terminal.feed.FeedSocket;
import dev.headway.internal.time.HelperThreads;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Brings the lines of files and of all running programs of the user to the board. A thread looks
 * for new sockets twice a second, and bounds the memory of the board; each source is read by a
 * thread of its own. Safe for use by several threads.
 */
public final class Sources implements Closeable {
  private static final long PERIOD_MILLIS = 500;

  /** After this many looks a program that has disconnected is asked again. */
  private static final int LOOKS_UNTIL_AGAIN = 4;

  private static final int MAX_SOCKETS = 64;

  private final Board board;
  private final List<FeedFolder> folders;
  private final Map<String, LineSource> open = new HashMap<>(); // Guarded by this.
  private final Map<String, Integer> resting = new HashMap<>(); // Guarded by this.
  private final CountDownLatch ended = new CountDownLatch(1);

  private Sources(Board board, List<FeedFolder> folders) {
    this.board = board;
    this.folders = folders;
  }

  /**
   * Begins to read.
   *
   * @param board what gets the lines
   * @param files of JSON lines
   * @param watch whether to look for running programs
   * @param environment tells where their sockets are
   * @throws IOException if a file cannot be opened
   */
  public static Sources start(
      Board board, List<Path> files, boolean watch, Map<String, String> environment)
      throws IOException {
    return start(board, files, watch, environment, Sources::startMillis);
  }

  /** The same, with what tells when a process of this machine started; null if there is none. */
  static Sources start(
      Board board,
      List<Path> files,
      boolean watch,
      Map<String, String> environment,
      LongFunction<@Nullable Long> startMillis)
      throws IOException {
    Sources sources = new Sources(board, folders(environment));
    try {
      for (Path file : files) {
        sources.begin(new FileSource(file, key -> board.quiet(key, startMillis)));
      }
    } catch (IOException e) {
      sources.close();
      throw e;
    }
    HelperThreads.daemon("headway-dashboard-feeds", () -> sources.run(watch)).start();
    return sources;
  }

  /** When a process of this machine started, 0 if the system does not tell; null if none runs. */
  static @Nullable Long startMillis(long pid) {
    return LiveProcess.of(pid)
        .map(process -> process.info().startInstant().map(Instant::toEpochMilli).orElse(0L))
        .orElse(null);
  }

  /** None if the system does not tell who this user is: then there are no feeds either. */
  private static List<FeedFolder> folders(Map<String, String> environment) {
    try {
      return FeedFolder.all(environment);
    } catch (IOException e) {
      return List.of();
    }
  }

  private void run(boolean watch) {
    try {
      do {
        if (watch) {
          look();
        }
        board.tidy();
      } while (!ended.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connects to what is new. */
  private void look() {
    Set<String> there = new HashSet<>();
    for (FeedSocket socket : sockets()) {
      String key = SocketSource.key(socket);
      there.add(key);
      if (isWanted(key)) {
        connect(socket);
      }
    }
    Set<String> left;
    synchronized (this) {
      left = new HashSet<>(resting.keySet());
      left.removeAll(there);
      resting.keySet().removeAll(left);
    }
    left.forEach(board::left);
  }

  /** The sockets that are there now, the oldest first. */
  List<FeedSocket> sockets() {
    List<FeedSocket> all = new ArrayList<>();
    for (FeedFolder folder : folders) {
      try {
        all.addAll(folder.listed());
      } catch (IOException notOurs) {
        // Others could put sockets there, or it has just gone.
      }
    }
    all.sort(Comparator.comparingLong(FeedSocket::madeMillis).thenComparingLong(FeedSocket::pid));
    return all;
  }

  private synchronized boolean isWanted(String key) {
    Integer looks = resting.computeIfPresent(key, (each, left) -> left > 1 ? left - 1 : null);
    return looks == null && !open.containsKey(key) && open.size() < MAX_SOCKETS;
  }

  private void connect(FeedSocket socket) {
    try {
      begin(new SocketSource(socket));
    } catch (IOException noMoreFilesOrThreads) {
      rest(SocketSource.key(socket));
    }
  }

  private synchronized void rest(String key) {
    resting.put(key, LOOKS_UNTIL_AGAIN);
  }

  /** Reads it, unless it is read already. */
  void begin(LineSource source) throws IOException {
    synchronized (this) {
      if (ended.getCount() == 0 || open.containsKey(source.key())) {
        source.close();
        return;
      }
      open.put(source.key(), source);
    }
    try {
      HelperThreads.daemon("headway-dashboard-lines-", () -> read(source)).start();
    } catch (OutOfMemoryError noMoreThreads) {
      synchronized (this) {
        open.remove(source.key());
      }
      source.close();
      throw new IOException(String.valueOf(noMoreThreads.getMessage()), noMoreThreads);
    }
  }

  private void read(LineSource source) {
    String key = source.key();
    try (source) {
      source.connect();
      board.connected(key, source.name());
      source.readTo(line -> board.accept(key, line), () -> board.unreadable(key));
    } catch (IOException gone) {
      // As if it had ended: what was read is kept.
    } finally {
      over(key); // Also after an OutOfMemoryError: else it would never be connected again.
    }
  }

  private void over(String key) {
    try {
      board.gone(key);
    } finally {
      synchronized (this) {
        open.remove(key);
        rest(key);
      }
    }
  }

  /** Whether a source is being read. */
  synchronized boolean isOpen(String key) {
    return open.containsKey(key);
  }

  @Override
  public void close() {
    List<LineSource> all;
    synchronized (this) {
      ended.countDown();
      all = List.copyOf(open.values());
    }
    for (LineSource source : all) {
      try {
        source.close();
      } catch (IOException e) {
        // It is only read: nothing is lost.
      }
    }
  }
}
