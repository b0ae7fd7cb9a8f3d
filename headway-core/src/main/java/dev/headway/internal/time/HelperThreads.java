package dev.headway.internal.time;

import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that start when there is something to do and end a second after. What an action
 * throws is dropped. Safe for use by several threads.
 */
public final class HelperThreads implements Executor {
  private final ThreadPoolExecutor threads;

  /**
   * Starts nothing.
   *
   * @param most how many actions run at once; further ones wait
   * @param name what the threads are called, before a number of their own
   */
  public HelperThreads(int most, String name) {
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            body -> daemon(name, body));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs an action soon.
   *
   * @param action what to do
   * @throws OutOfMemoryError if it needs a thread and the system has no more
   */
  @Override
  public void execute(Runnable action) {
    threads.execute(new FutureTask<>(action, true));
  }

  /**
   * A thread that does not keep the JVM alive, not started yet.
   *
   * @param name its name; if it ends in a hyphen, a number of its own follows
   * @param body what it does
   * @return the thread
   */
  public static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body);
    thread.setName(name.endsWith("-") ? name + thread.getId() : name);
    thread.setDaemon(true);
    return thread;
  }

  /** Returns whether the process is ending: no hook can be taken away then. */
  public static boolean processEnds() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread(() -> {}, "headway-none"));
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
