package dev.headway.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.process.Patience;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** Its caller goes on without it, and may have started another one. */
  @Test
  void shouldNotActLaterIfItCouldNotStart() {
    AtomicBoolean full = new AtomicBoolean(true);
    ScheduledThreadPoolExecutor waiting =
        new ScheduledThreadPoolExecutor(
            1,
            body -> {
              if (full.getAndSet(false)) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return HelperThreads.daemon("waiting-", body);
            });
    List<String> acted = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    ProgramTime time = ProgramTime.ofProcess();
    try {
      assertThatThrownBy(
              () -> Timer.start(time, waiting, Runnable::run, 1, () -> acted.add("first")))
          .isInstanceOf(OutOfMemoryError.class);
      Timer.start(time, waiting, Runnable::run, 1_000_000, () -> done.complete(null));
      done.join();
    } finally {
      waiting.shutdownNow();
    }

    assertThat(acted).isEmpty();
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
