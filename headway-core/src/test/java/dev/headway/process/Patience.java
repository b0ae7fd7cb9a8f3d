package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits that end: long enough for a busy machine, and an error after that. */
final class Patience {
  static final Duration LIMIT = Duration.ofSeconds(30);

  private Patience() {}

  static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits for the end of a process, of ours or not. */
  static void awaitEnd(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      get(process.get().onExit());
    }
  }

  static void join(Thread thread) throws InterruptedException {
    thread.join(LIMIT.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }
}
