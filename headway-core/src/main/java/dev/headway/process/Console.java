package dev.headway.process;

import dev.headway.text.Visible;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerListener.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a child prints: passed on line by line by two daemon threads, the last lines kept. */
final class Console {
  private static final long SILENCE_MILLIS = 250;

  /** As a JVM says it that does not start before a debugger is there. */
  private static final String WAITS_FOR_DEBUGGER = "Listening for transport ";

  private static final int MOST_KEPT = 10;
  private static final int LONGEST_KEPT = 400;
  private static final int MOST_HELD = 1000;
  private static final long TIMEOUT_NANOS = 1_200_000_000;

  private final Tail tail = new Tail();
  private final List<LinePump> pumps;
  private final List<Thread> readers;

  /** Held back until the child is there, or has taken long; null after that. */
  private volatile @Nullable List<Runnable> held = new ArrayList<>(); // Changed under this.

  /** Of both streams, until the child is there: a JVM that fails says why on either. */
  private final List<String> start = new ArrayList<>(); // Guarded by this.

  private volatile boolean starting = true;

  Console(int number, Process process, WorkerListener listener, StartNotices notices) {
    LinePump out =
        new LinePump(
            process.getInputStream(),
            line -> pass(line, () -> listener.printed(number, Output.OUT, line)));
    LinePump err =
        new LinePump(
            process.getErrorStream(),
            line -> {
              if (!notices.isOne(line)) {
                tail.add(TaskOutput.untagged(line));
                pass(line, () -> listener.printed(number, Output.ERR, line));
              }
            });
    pumps = List.of(out, err);
    readers =
        List.of(
            Warden.daemon("headway-out-" + number, out),
            Warden.daemon("headway-err-" + number, err));
  }

  void start() {
    readers.forEach(Thread::start);
  }

  private void pass(String line, Runnable printing) {
    if (starting) {
      keep(line);
    }
    if (!holds(line, printing)) {
      printing.run();
    }
  }

  /** The first lines and the last: an error may stand above a long stack, or below much else. */
  private synchronized void keep(String line) {
    if (start.size() == 2 * MOST_KEPT) {
      start.remove(MOST_KEPT);
    }
    start.add(Visible.bounded(line, LONGEST_KEPT));
  }

  private boolean holds(String line, Runnable printing) {
    if (held == null || line.startsWith(WAITS_FOR_DEBUGGER)) {
      return false;
    }
    synchronized (this) {
      List<Runnable> waiting = held;
      if (waiting == null) {
        return false;
      }
      waiting.add(printing);
      if (waiting.size() == MOST_HELD) {
        release();
      }
      return true;
    }
  }

  /** Passes on what was held back. Nothing is from now on. */
  synchronized void release() {
    List<Runnable> waiting = held;
    if (waiting == null) {
      return;
    }
    for (Runnable printing : waiting) { // Before anything that comes meanwhile.
      try {
        printing.run();
      } catch (RuntimeException e) {
        // Whoever shows the lines must not keep the child from starting.
      }
    }
    held = null;
  }

  /** The child is there. */
  void started() {
    starting = false;
    release();
  }

  /** What it printed to both streams until it was there. */
  synchronized List<String> printedAtStart() {
    return List.copyOf(start);
  }

  /**
   * The process has ended: waits until all that it printed is passed on, as long as lines come, but
   * not much longer than a second, and not for a stream that somebody else holds open. Nothing is
   * read after that.
   */
  void awaitEnd() throws InterruptedException {
    try {
      awaitLines();
    } finally {
      pumps.forEach(LinePump::close);
    }
  }

  private void awaitLines() throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    for (int i = 0; i < readers.size(); i++) {
      long before = -1;
      while (readers.get(i).isAlive()
          && pumps.get(i).passed() != before
          && System.nanoTime() < deadline) {
        before = pumps.get(i).passed();
        readers.get(i).join(SILENCE_MILLIS);
      }
    }
  }

  /** What was printed last to standard error. */
  Tail tail() {
    return tail;
  }
}
