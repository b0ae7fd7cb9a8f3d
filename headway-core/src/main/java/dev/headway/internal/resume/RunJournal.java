package dev.headway.internal.resume;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.journal.SkippableInput;
import dev.headway.internal.journal.StoredTask;
import dev.headway.internal.journal.key.KeyMaker;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.work.JournalException;
import dev.headway.work.Outcome;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one run: tells which inputs are done, and records what becomes of the others. One
 * thread at a time reads inputs, one consumer takes outcomes, and any thread records.
 */
public final class RunJournal<A extends @Nullable Object, B extends @Nullable Object>
    implements AutoCloseable {
  private static final long NO_TICKET = -1;

  /** An input that was running in so many dead runs is named. */
  private static final int SUSPECT = 3;

  /** What waits for the consumer, with the ticket of its record, if it has one yet. */
  private record Waiting(StoredOutcomes.Task task, long ticket) {
    boolean isRecorded() {
      return ticket != NO_TICKET;
    }
  }

  private final JournalConfig<? super A> config;
  private final JournalFile file;
  private final StoredOutcomes<A, B> stored;
  private KeyMaker keys = new KeyMaker();
  private final Thread writeAtExit;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile boolean closed;

  /** Stands in the result queue for an input that is done and not delivered again. */
  private final Outcome<A, B> skipped;

  /** By index. Empty unless something has to be done when an outcome is taken. */
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

  /** What the file has of the input whose key was made last. Used by the thread that reads. */
  private @Nullable StoredTask found;

  /** All inputs, if they were read before the run. Used by the thread that reads. */
  private @Nullable InputPlan<A> plan;

  private JournalKey foundKey = new JournalKey(0, 0);

  /** What the consumer was given last. Used only by the consumer. */
  private @Nullable Waiting given;

  @SuppressWarnings("NullAway") // Nobody asks for the input of what is skipped.
  private RunJournal(
      JournalConfig<? super A> config, JournalFile file, @Nullable ClassLoader loader) {
    this.config = config;
    this.file = file;
    this.stored = new StoredOutcomes<>(file, config.codec(), loader);
    this.skipped = new Outcome.Cancelled<>(-1, null, 0);
    this.writeAtExit = new Thread(file::exit, "headway-journal-exit");
  }

  /**
   * Opens the journal of a run that is about to begin.
   *
   * @param loader finds the classes of stored values
   * @param now the time by the clock of the run
   * @throws JournalException if the journal cannot be used; the message says why and what to do
   */
  public static <A extends @Nullable Object, B extends @Nullable Object> RunJournal<A, B> open(
      JournalConfig<? super A> config, String jobName, @Nullable ClassLoader loader, long now) {
    RunJournal<A, B> journal =
        new RunJournal<>(config, JournalFile.open(config.settings(jobName, now)), loader);
    try {
      Runtime.getRuntime().addShutdownHook(journal.writeAtExit);
    } catch (IllegalStateException e) {
      journal.file.exit(); // The program ends already.
    }
    return journal;
  }

  // ---- the reading thread

  /**
   * Checks that an input can be told from others.
   *
   * @throws IllegalArgumentException if it cannot; the message says what to do
   */
  public void check(A input) {
    keys.first(config.identity(input));
  }

  /**
   * Reads all inputs before the run, and what earlier runs tell of them. From then on {@link #key}
   * is asked for the inputs of the plan only, in its order.
   *
   * @param inputs the source
   * @param count how many it has
   * @return null if an input cannot be read or has no key, as will be found again when it is read
   */
  public @Nullable InputPlan<A> plan(
      Iterator<? extends A> inputs, int count, boolean longestFirst) {
    InputPlan.Builder<A> all = new InputPlan.Builder<>(count);
    try {
      while (inputs.hasNext()) {
        A input = inputs.next();
        JournalKey key = newKey(input);
        StoredTask task = found;
        boolean kept = task != null && isKept(task) && (config.marksOnly() || task.isWhole());
        all.add(input, key, task == null ? Float.NaN : seconds(task), !kept);
      }
    } catch (RuntimeException | Error e) { // The source and the key are the user's code.
      keys = new KeyMaker();
      return null;
    }
    plan = all.build(longestFirst);
    return plan;
  }

  /** NaN if a run has died before it came to its end. */
  private static float seconds(StoredTask task) {
    return task.kind().isEnd() && task.durationNanos() > 0
        ? task.durationNanos() / 1e9f
        : Float.NaN;
  }

  private boolean isKept(StoredTask task) {
    return config.kept().contains(task.kind());
  }

  /** Returns false if no earlier run tells anything. */
  public boolean hasRecords() {
    return !file.isEmpty();
  }

  /**
   * Makes the key of the next input.
   *
   * @throws IllegalArgumentException if it cannot be told from others
   */
  public JournalKey key(A input) {
    if (plan == null) {
      return newKey(input);
    }
    JournalKey key = plan.key();
    found = file.find(key);
    foundKey = key;
    return key;
  }

  private JournalKey newKey(A input) {
    JournalKey first = keys.first(config.identity(input));
    found = file.find(first);
    JournalKey key = found == null ? keys.next(first) : keys.next(first, found.position());
    if (!key.equals(first)) {
      found = file.find(key);
    }
    foundKey = key;
    return key;
  }

  /**
   * Returns what an earlier run has recorded of the input whose {@link #key} was made last.
   *
   * @return the outcome, or {@link #isSkipped what is skipped}; null if the task has to run
   */
  public @Nullable Outcome<A, B> earlier(long index, A input) {
    StoredTask task = found;
    if (task != null && task.kind() != RecordKind.DONE) {
      warnOfSuspect(input);
    }
    if (task == null || !isKept(task)) {
      return null;
    }
    if (!config.marksOnly()) {
      return stored.read(task, index, input);
    }
    if (input instanceof SkippableInput holder) {
      holder.skipped();
    }
    return skipped;
  }

  /** Names an input that was running each time when the last runs died. */
  private void warnOfSuspect(A input) {
    int deaths = file.deaths(foundKey);
    if (deaths >= SUSPECT) {
      System.getLogger(RunJournal.class.getName())
          .log(
              Level.WARNING,
              "The last "
                  + deaths
                  + " runs of this job died while they worked on the input "
                  + ControlEscapes.value(input, ControlEscapes.MAX_LENGTH)
                  + ". Perhaps it ends them.");
    }
  }

  /** Returns true if what is done is not delivered again. */
  public boolean skips() {
    return config.marksOnly();
  }

  /** Returns true if an outcome stands for an input that is not delivered again. */
  public boolean isSkipped(Outcome<A, B> outcome) {
    return outcome == skipped;
  }

  // ---- the workers

  /** Notes that a task runs for a while, so that a crash can be traced to it. */
  public void started(JournalKey key, long index, long startNanos, int attempt) {
    file.started(key, index, startNanos, attempt);
  }

  /** Records what became of a task. Called before its outcome may be delivered. */
  public void ended(JournalKey key, Outcome<A, B> outcome, long startNanos, long durationNanos) {
    StoredOutcomes.Task task =
        new StoredOutcomes.Task(
            key, outcome.index(), startNanos, durationNanos, outcome.attempts());
    if (outcome instanceof Outcome.Success<A, B> success) {
      if (config.marksOnly()) {
        waiting.put(task.index(), new Waiting(task, NO_TICKET));
      } else {
        awaited(task, stored.writeSuccess(task, success.value()));
      }
    } else if (outcome instanceof Outcome.Failure<A, B> failure) {
      awaited(task, stored.writeFailure(task, RecordKind.FAILED, failure.error()));
    } else if (outcome instanceof Outcome.TimedOut<A, B> late) {
      awaited(task, stored.writeFailure(task, RecordKind.TIMED_OUT, late.error()));
    } else if (outcome instanceof Outcome.Crashed<A, B> crashed) {
      awaited(task, stored.writeFailure(task, RecordKind.CRASHED, crashed.error()));
    } else {
      // What was cancelled runs again, so nothing is written.
      assert outcome instanceof Outcome.Cancelled<A, B> : outcome;
    }
  }

  private void awaited(StoredOutcomes.Task task, long ticket) {
    if (config.durable()) {
      waiting.put(task.index(), new Waiting(task, ticket));
    }
  }

  // ---- the consumer

  /** Notes that the consumer asks for the next outcome: it is done with the one before. */
  public void asked() {
    Waiting done = given;
    given = null;
    if (done != null && !done.isRecorded()) {
      long ticket = stored.writeMark(done.task());
      if (config.durable()) {
        file.awaitSynced(ticket);
      }
    }
  }

  /**
   * Notes that the consumer is about to be given an outcome. Waits for the disk if need be.
   *
   * @return false if it must not be given: it is not on the disk, and the run is strict about that
   */
  public boolean giving(Outcome<A, B> outcome) {
    if (config.marksOnly() || config.durable()) {
      given = waiting.remove(outcome.index());
      if (given != null && given.isRecorded()) {
        file.awaitSynced(given.ticket());
        return fault() == null;
      }
    }
    return true;
  }

  // ---- the whole

  /**
   * Returns true if marks are written as the consumer takes outcomes, after the last task too. It
   * ends with {@link #close}.
   */
  public boolean isWrittenByConsumer() {
    return config.marksOnly() && !closed;
  }

  /** Returns false if something is not in the file. */
  public boolean isComplete() {
    return file.isComplete();
  }

  /**
   * Returns why the run has to end: it is strict, and the file cannot be written; else null. If it
   * goes on, one warning says so.
   */
  public @Nullable JournalException fault() {
    JournalException problem = file.problem();
    if (problem != null && !config.strict()) {
      warn(problem);
    }
    return config.strict() ? problem : null;
  }

  private void warn(JournalException problem) {
    if (!warned.getAndSet(true)) {
      UserText.warn(
          RunJournal.class, "The job goes on, and what it does now will run again", problem);
    }
  }

  /** Returns which run of the journal this is, from 1 on. */
  public long runs() {
    return file.runs();
  }

  /** Writes what is left and lets go of the file. A second call does nothing. */
  @Override
  public void close() {
    closed = true;
    try {
      file.close();
      JournalException problem = file.problem();
      if (problem != null) {
        warn(problem); // The last records may be those that could not be written.
      }
      Runtime.getRuntime().removeShutdownHook(writeAtExit);
    } catch (IllegalStateException e) {
      return; // The program ends already, and the file is closed.
    }
  }
}
