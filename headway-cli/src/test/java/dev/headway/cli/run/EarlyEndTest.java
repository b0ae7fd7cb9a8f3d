package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.cli.run.EarlyEnd.Reason;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  @Test
  void shouldWaitForTheEndOfAllThatAJobHasStarted() throws Exception {
    early.begin(Reason.CANCELLED);
    CompletableFuture<Reason> over =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return early.over();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(over).isNotDone();

    later.remove().run();

    assertThat(over.get(60, TimeUnit.SECONDS)).isEqualTo(Reason.CANCELLED);
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
