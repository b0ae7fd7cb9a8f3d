package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits that end: long enough for a busy machine, and an error after that. */
public final class Patience {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private Patience() {}

  static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  public static <T> T get(Future<T> future) throws Exception {
    return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits for the end of any process. The JDK looks after those of others every few seconds. */
  public static void awaitEnd(long pid) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      assertThat(System.nanoTime()).as("process " + pid + " lives on").isLessThan(deadline);
      Thread.yield();
    }
  }

  public static void join(Thread thread) throws InterruptedException {
    thread.join(LIMIT.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }
}
