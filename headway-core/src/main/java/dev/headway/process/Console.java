package dev.headway.process;

import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerListener.Output;
import java.util.List;

/** What a child prints: passed on line by line by two daemon threads, the last lines kept. */
final class Console {
  private static final long SILENCE_MILLIS = 250;
  private static final long TIMEOUT_NANOS = 1_200_000_000;

  private final Tail tail = new Tail();
  private final List<LinePump> pumps;
  private final List<Thread> readers;

  Console(int number, Process process, WorkerListener listener, StartNotices notices) {
    LinePump out =
        new LinePump(process.getInputStream(), line -> listener.printed(number, Output.OUT, line));
    LinePump err =
        new LinePump(
            process.getErrorStream(),
            line -> {
              if (!notices.isOne(line)) {
                tail.add(TaskOutput.untagged(line));
                listener.printed(number, Output.ERR, line);
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
