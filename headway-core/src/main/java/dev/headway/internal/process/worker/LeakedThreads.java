package dev.headway.internal.process.worker;

import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.text.ControlEscapes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * In the worker, when it is told to end: the threads that tasks have left running. They do not keep
 * it alive, but the author of the task may believe that they finish what they do.
 */
final class LeakedThreads {
  private static final int NAMED = 3;

  /** Those of an executor that was just shut down end in no time, if the machine is not busy. */
  private static final long PATIENCE_NANOS = 200_000_000;

  private LeakedThreads() {}

  /** Daemons are meant to end with the JVM, and so are all threads of its own and of ours. */
  static Set<Thread> living() {
    Set<Thread> living = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) { // No stream: every start pays here.
      if (!thread.isDaemon()) {
        living.add(thread);
      }
    }
    return living;
  }

  /**
   * Says which there are, once those that just end have ended.
   *
   * @param expected those that no task has left
   * @return a sentence, or null if there are none
   */
  static @Nullable String sentence(Set<Thread> expected) {
    Set<Thread> left = living();
    left.removeAll(expected);
    if (left.isEmpty()) {
      return null;
    }
    awaitEnd(left);
    List<String> names =
        left.stream().filter(Thread::isAlive).map(LeakedThreads::name).sorted().toList();
    return names.isEmpty() ? null : sentence(names);
  }

  private static void awaitEnd(Set<Thread> threads) {
    Thread.interrupted(); // It was meant for a task, which has ended.
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try {
      for (Thread thread : threads) {
        TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      // A thread that was left has no right to do this: then there is no more patience.
    }
  }

  private static String name(Thread thread) {
    return "\"" + ControlEscapes.of(thread.getName()) + "\"";
  }

  private static String sentence(List<String> names) {
    int more = names.size() - NAMED;
    return "Worker "
        + System.getProperty(WorkerProtocol.NUMBER)
        + " (pid "
        + ProcessHandle.current().pid()
        + ") ends, though its tasks left "
        + (names.size() == 1 ? "a thread" : names.size() + " threads")
        + " running: "
        + String.join(", ", more > 0 ? names.subList(0, NAMED) : names)
        + (more > 0 ? ", … and " + more + " more" : "");
  }
}
