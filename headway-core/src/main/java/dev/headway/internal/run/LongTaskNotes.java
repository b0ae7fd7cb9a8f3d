package dev.headway.internal.run;

import dev.headway.internal.resume.RunJournal;
import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Timer;
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
  private final Timer.Starter starter;

  /**
   * Starts nothing.
   *
   * @param over true once the run has ended
   */
  LongTaskNotes(InFlightBatches<?> inFlight, RunJournal<?, ?> journal, BooleanSupplier over) {
    this(inFlight, journal, over, Timer.Starter.on(new HelperThreads(1, "headway-journal-notes-")));
  }

  LongTaskNotes(
      InFlightBatches<?> inFlight,
      RunJournal<?, ?> journal,
      BooleanSupplier over,
      Timer.Starter starter) {
    this.inFlight = inFlight;
    this.journal = journal;
    this.over = over;
    this.starter = starter;
  }

  /**
   * Begins, and goes on until the run has ended. Does nothing if the system has no more threads.
   */
  void start(long now) {
    try {
      starter.start(PERIOD_NANOS, () -> note(now));
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      return; // The workers have the run by now, and do without notes.
    }
  }

  private void note(long lastCall) {
    if (!over.getAsBoolean()) {
      inFlight.running().forEach(task -> task.note(journal, lastCall));
      start(lastCall + PERIOD_NANOS);
    }
  }
}
