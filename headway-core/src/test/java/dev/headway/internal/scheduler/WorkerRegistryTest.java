package dev.headway.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.WorkerStartException;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a worker that failed to start is tried again, and what is said of it. */
class WorkerRegistryTest {

  @Test
  void shouldWarnOnceAndNotBeforeAWorkerIsUp() {
    Log log = new Log();
    WorkerRegistry registry = new WorkerRegistry(() -> 0, log);
    for (int number = 0; number < 4; number++) {
      registry.starting(number);
    }

    assertThat(registry.startFailed(1, failure(1, true))).isTrue();
    assertThat(log.lines).isEmpty();
    registry.up(0);
    assertThat(registry.startFailed(2, failure(2, true))).isTrue();
    assertThat(registry.startFailed(3, failure(3, true))).isTrue();
    assertThat(log.lines)
        .singleElement()
        .asString()
        .isEqualTo(
            "WARNING Worker 1: Too many open files. It is tried again; the workers that are up go"
                + " on.");
    assertThat(log.details).isEqualTo(3);
  }

  @Test
  void shouldGoOnWhenTheLogHasNoRoomEither() {
    Log log = new Log();
    log.broken = true;
    WorkerRegistry registry = new WorkerRegistry(() -> 0, log);
    registry.up(0);

    assertThat(registry.startFailed(1, failure(1, true))).isTrue();
    log.broken = false;
    assertThat(registry.startFailed(2, failure(2, true))).isTrue();
    assertThat(log.lines).hasSize(1);
  }

  @Test
  void shouldPauseLongerAfterEachRoundOfFailures() {
    AtomicLong millis = new AtomicLong();
    WorkerRegistry registry = new WorkerRegistry(() -> millis.get() * 1_000_000, new Log());
    registry.up(0);
    registry.performedBatch();
    List<Long> pauses = new ArrayList<>();
    for (int round = 0; round < 9; round++) {
      assertThat(registry.startFailed(1, failure(1, true))).isTrue();
      assertThat(registry.startFailed(2, failure(2, false))).isTrue(); // Of the same round.
      assertThat(registry.mayStartAnother()).isFalse();
      long begin = millis.get();
      while (registry.pauses()) {
        millis.incrementAndGet();
      }
      pauses.add(millis.get() - begin);
      assertThat(registry.mayStartAnother()).isTrue();
      assertThat(registry.tryStarting(1)).isTrue();
      assertThat(registry.mayStartAnother()).isFalse(); // One by one now.
      assertThat(registry.tryStarting(2)).isFalse();
    }
    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L);

    registry.up(1);
    registry.performedBatch();
    assertThat(registry.startFailed(2, failure(2, true))).isTrue();
    registry.endPause();
    assertThat(registry.mayStartAnother()).isTrue();
  }

  @Test
  void shouldGiveUpAfterAFewTriesWithoutAnyWorker() {
    WorkerRegistry registry = new WorkerRegistry(() -> 0, new Log());
    for (int job = 0; job < 2; job++) {
      for (int round = 1; round < WorkerRegistry.MAX_TRIES; round++) {
        registry.starting(1);
        assertThat(registry.startFailed(0, failure(0, true))).isTrue(); // Another starts.
        assertThat(registry.startFailed(1, failure(1, true))).isTrue();
      }
      assertThat(registry.startFailed(0, failure(0, true))).isFalse();
    }
    assertThat(registry.startFailed(0, failure(0, false))).isFalse();

    registry.up(0);
    registry.performedBatch();
    assertThat(registry.startFailed(0, failure(0, false))).isTrue(); // It was in order before.
  }

  private static WorkerStartException failure(int number, boolean scarce) {
    return new WorkerStartException("Worker " + number + ": Too many open files", null, scarce);
  }

  private static final class Log implements System.Logger {
    final List<String> lines = new CopyOnWriteArrayList<>();
    boolean broken;
    int details;

    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (broken) {
        throw new ExceptionInInitializerError("Too many open files");
      }
      if (level == Level.DEBUG) {
        assertThat(thrown).isNotNull();
        details++;
        return;
      }
      assertThat(thrown).isNull();
      lines.add(level + " " + message);
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      lines.add(level + " " + format);
    }
  }
}
