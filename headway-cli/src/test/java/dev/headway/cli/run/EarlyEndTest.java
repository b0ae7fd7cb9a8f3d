package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.cli.run.EarlyEnd.Reason;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EarlyEndTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final EarlyEnd early = new EarlyEnd(later::add, ended::incrementAndGet);

  @Test
  void shouldEndAJobOnceForTheFirstReason() throws Exception {
    early.begin(Reason.TIMEOUT);
    early.begin(Reason.CANCELLED);
    assertThat(ended).as("at once, as the caller must not wait").hasValue(0);
    assertThat(later).hasSize(1);
    later.remove().run();

    assertThat(ended).hasValue(1);
    assertThat(early.over()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void shouldLeaveAJobAloneThatHasEnded() throws Exception {
    assertThat(early.over()).isNull();

    early.begin(Reason.CANCELLED);

    assertThat(later).isEmpty();
    assertThat(early.over()).isNull();
  }

  /** A pool that closes interrupts the thread, and the job must be logged all the same. */
  @Test
  void shouldWaitForTheEndOfAllThatAJobHasStarted() throws Exception {
    early.begin(Reason.CANCELLED);
    CompletableFuture<Reason> over = new CompletableFuture<>();
    Thread slot = new Thread(() -> over.complete(early.over()));
    slot.start();
    slot.interrupt();
    while (slot.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    assertThat(over).isNotDone();

    later.remove().run();

    assertThat(over.get()).isEqualTo(Reason.CANCELLED);
  }

  @Test
  void shouldEndAJobThoughThereIsNoThreadForIt() throws Exception {
    EarlyEnd alone =
        new EarlyEnd(
            action -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            ended::incrementAndGet);

    alone.begin(Reason.TIMEOUT);

    assertThat(ended).hasValue(1);
    assertThat(alone.over()).isEqualTo(Reason.TIMEOUT);
  }
}
