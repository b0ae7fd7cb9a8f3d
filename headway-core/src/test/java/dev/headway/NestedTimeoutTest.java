package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.ProgressEvent.TaskEnded;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task is over its time while its thread works for a job that the task waits for. */
@Tag("faults")
@Timeout(180)
class NestedTimeoutTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** On a machine that stops for a second, a thread may be given up in between. */
  private static final int TRIES = 3;

  private static final int MANY = 100_000;

  @Test
  void shouldEndTheInnerJobThoughItsTasksHeedNoInterrupt() {
    Queue<TaskEnded> failed = new ConcurrentLinkedQueue<>();
    Pool pool =
        Pool.on(Threads.of(1))
            .quiet()
            .withListener(
                event -> {
                  if (event instanceof TaskEnded ended
                      && ended.error() != null
                      && ended.job().equals("inner")) {
                    failed.add(ended);
                  }
                });
    try (pool) {
      List<Integer> stuck = new ArrayList<>();
      for (int i = 0; i < TRIES && !stuck.contains(0); i++) {
        Results<String, Integer> results =
            pool.over(List.of("outer")).timeout(LIMIT).map(x -> inner(pool));
        Outcome<String, Integer> outcome = results.outcomes().iterator().next();
        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        stuck.add(results.report().stuckThreads());
      }

      assertThat(stuck).contains(0);
      assertThat(failed).isEmpty();
      assertThat(pool.map(List.of(1), x -> x).toList()).containsExactly(1);
    }
  }

  private static int inner(Pool pool) {
    return pool.over(IntStream.range(0, MANY).boxed().toList())
        .named("inner")
        .map(NestedTimeoutTest::deaf)
        .toList()
        .size();
  }

  /** Works for a while, and forgets an interrupt. */
  private static int deaf(int x) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    Thread.interrupted();
    return x;
  }
}
