package dev.headway.process;

import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerListener.Output;
import java.time.Duration;
import java.util.List;

/** What a child prints: passed on line by line by two daemon threads, the last lines kept. */
final class Console {
  private final Tail tail = new Tail();
  private final List<Thread> readers;

  /** Starts to read. The child's standard input is closed: there is nothing to be read there. */
  Console(int number, Process process, WorkerListener listener) {
    LinePump out =
        new LinePump(process.getInputStream(), line -> listener.printed(number, Output.OUT, line));
    LinePump err =
        new LinePump(
            process.getErrorStream(),
            line -> {
              tail.add(line);
              if (!isNotice(line)) {
                listener.printed(number, Output.ERR, line);
              }
            });
    readers =
        List.of(
            Warden.daemon("headway-out-" + number, out),
            Warden.daemon("headway-err-" + number, err));
    readers.forEach(Thread::start);
  }

  /** What every JVM says when the environment has options for it: once is enough. */
  private static boolean isNotice(String line) {
    return line.startsWith("Picked up JAVA_TOOL_OPTIONS:")
        || line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS:");
  }

  /** Waits until all that was printed is passed on, for a bounded time. */
  void awaitEnd(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (Thread reader : readers) {
      reader.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
  }

  String lastLines() {
    return tail.sentence();
  }
}
