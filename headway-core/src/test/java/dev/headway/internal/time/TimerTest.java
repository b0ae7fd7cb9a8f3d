package dev.headway.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimerTest {

  private static Thread waiting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("headway-timer-"))
        .findAny()
        .orElseThrow();
  }

  @Test
  void shouldNotBeHeldUpByAnActionOfAnother() {
    CompletableFuture<Void> release = new CompletableFuture<>();
    CompletableFuture<String> done = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    try {
      Timer.start(
          new HelperThreads(1, "blocked-"),
          1,
          () -> {
            begun.complete(null);
            release.join();
          });
      begun.join();
      Timer.start(new HelperThreads(1, "free-"), 1, () -> done.complete("done"));

      assertThat(done.join()).isEqualTo("done");
    } finally {
      release.complete(null);
    }
  }

  @Test
  void shouldActOnAMachineThatHasNoMoreThreads() {
    Executor full =
        action -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    CompletableFuture<String> done = new CompletableFuture<>();
    Timer.start(full, 1, () -> done.complete("done"));

    assertThat(done.join()).isEqualTo("done");
  }

  @Test
  void shouldNotActOnceItIsCancelledThoughItsTimeIsUp() {
    CompletableFuture<Runnable> handed = new CompletableFuture<>();
    CompletableFuture<String> done = new CompletableFuture<>();
    Timer timer = Timer.start(handed::complete, 1, () -> done.complete("done"));
    Runnable action = handed.join();
    timer.cancel();
    action.run();

    assertThat(done).isNotDone();
  }

  @Test
  void shouldWaitOnOneDaemonThatEndsWhenNobodyWaits() throws InterruptedException {
    Timer first = Timer.start(Runnable::run, Long.MAX_VALUE / 4, () -> {});
    Timer second = Timer.start(Runnable::run, Long.MAX_VALUE / 4, () -> {});
    Thread thread = waiting();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(one -> one.getName().startsWith("headway-timer-"))
        .hasSize(1);

    first.cancel();
    second.cancel();
    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }
}
