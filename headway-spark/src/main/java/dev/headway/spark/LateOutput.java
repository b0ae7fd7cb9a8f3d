package dev.headway.spark;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what tasks printed last, which may come after the ends of their batches. Safe for use
 * by several threads.
 *
 * <p>A listener blocks while its stream has no reader. So what the channel brings is passed on by a
 * thread of its own: Spark has one for the messages of all executors.
 */
final class LateOutput implements AutoCloseable {
  /** How long what tasks printed last may be on its way, and if some of them do print. */
  private static final long OUTPUT_NANOS = 300_000_000;

  private static final long MORE_OUTPUT_NANOS = 2_000_000_000;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          runnable -> {
            Thread made = new Thread(runnable, "headway-spark-output");
            made.setDaemon(true);
            return made;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  private volatile long lastEnd = System.nanoTime() - OUTPUT_NANOS;
  private volatile long outputNanos = OUTPUT_NANOS;

  LateOutput() {
    thread.allowCoreThreadTimeOut(true);
  }

  /** A batch has ended. */
  void batchEnded() {
    lastEnd = System.nanoTime();
  }

  /** Looks at what the channel brings: a program that prints may print more. */
  void note(List<TaskEvent> events) {
    if (!of(events).isEmpty()) {
      outputNanos = MORE_OUTPUT_NANOS;
    }
  }

  /** Those that say what was printed. */
  static List<TaskEvent> of(List<TaskEvent> events) {
    return events.stream().filter(event -> event.kind() == TaskEvent.Kind.PRINTED).toList();
  }

  /** Passes on what was printed, on the calling thread. */
  static void print(@Nullable WorkerOutput its, List<TaskEvent> events) {
    if (its == null) {
      return;
    }
    for (TaskEvent event : events) {
      its.print(event);
    }
  }

  /** Passes on what was printed, without a wait for its reader. */
  void pass(@Nullable WorkerOutput its, List<TaskEvent> events) {
    if (its != null && !events.isEmpty()) {
      its.queued(events);
      thread.execute(
          () -> {
            its.taken(events);
            print(its, events);
          });
    }
  }

  /** Whether something is passed on at this moment, or waits for that. */
  boolean isHeldUp() {
    return thread.getActiveCount() > 0 || !thread.getQueue().isEmpty();
  }

  /** Waits a moment for what is on its way. */
  void await() {
    long until = lastEnd + outputNanos - System.nanoTime();
    try {
      if (until > 0) {
        TimeUnit.NANOSECONDS.sleep(until);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the reader of what has come, as the end of a worker process does. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
