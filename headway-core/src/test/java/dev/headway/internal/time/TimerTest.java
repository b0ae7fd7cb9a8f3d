package dev.headway.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Patience;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class TimerTest {

  private static List<Thread> waiting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("headway-timer-"))
        .toList();
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
    Patience.until("the end of earlier ones", () -> waiting().size() == 1);
    Thread thread = waiting().get(0);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();

    first.cancel();
    second.cancel();
    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }
}
