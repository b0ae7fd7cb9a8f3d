package dev.headway.internal.run;

import dev.headway.internal.resume.RunJournal;
import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Notes in the journal, each second, which tasks run for longer than that. So a reader of the
 * journal of a program that died learns what it was doing.
 */
final class LongTaskNotes {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final InFlightBatches<?> inFlight;
  private final RunJournal<?, ?> journal;
  private final BooleanSupplier over;
  private final Executor executor = new HelperThreads(1, "headway-journal-notes-");

  /**
   * Starts nothing.
   *
   * @param over true once the run has ended
   */
  LongTaskNotes(InFlightBatches<?> inFlight, RunJournal<?, ?> journal, BooleanSupplier over) {
    this.inFlight = inFlight;
    this.journal = journal;
    this.over = over;
  }

  /** Begins, and goes on until the run has ended. */
  void start(long now) {
    Timer.start(executor, PERIOD_NANOS, () -> note(now));
  }

  private void note(long lastCall) {
    if (!over.getAsBoolean()) {
      inFlight.running().forEach(task -> task.note(journal, lastCall));
      start(lastCall + PERIOD_NANOS);
    }
  }
}
