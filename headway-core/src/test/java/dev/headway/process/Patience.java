package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

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

  /** Waits until something is so, of which nothing tells. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(deadline);
      Thread.yield();
    }
  }

  /** Waits for the end of any process, and ends it if it does not come. */
  public static void awaitEnd(long pid) {
    try {
      until("the end of process " + pid, () -> !lives(pid));
    } finally {
      kill(pid);
    }
  }

  /** Ends a process that a test has left, if it has not ended. */
  public static void kill(long pid) {
    if (lives(pid)) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** An orphan that has ended may stay for ever, as where process 1 buries nobody. */
  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
  }

  private static boolean isZombie(long pid) {
    Path stat = Path.of("/proc", "" + pid, "stat");
    try {
      String fields = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return "ZX".indexOf(fields.charAt(fields.lastIndexOf(')') + 2)) >= 0;
    } catch (IOException e) {
      return false; // It has gone, or this is no Linux.
    }
  }

  public static void join(Thread thread) throws InterruptedException {
    thread.join(LIMIT.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }
}
