package dev.headway.cli.run;

import dev.headway.Job;
import dev.headway.JobCancelledException;
import dev.headway.Journal;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.SourceFailedException;
import dev.headway.internal.text.FileErrors;
import dev.headway.internal.time.HelperThreads;
import dev.headway.progress.ProgressEvent;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a command for each input, and shows what they write. */
public final class Runner {
  /** Something around the commands failed. */
  public static final int TROUBLE = 255;

  /** There is no such program. */
  public static final int NO_PROGRAM = 127;

  /** What a shell reports after SIGPIPE. */
  private static final int OUTPUT_CLOSED = 141;

  /** How many jobs may have ended whose output is not shown yet: the disk holds it. */
  private static final int WINDOW = 64;

  private static final int ORDERED_WINDOW = 1024;
  private static final int WINDOW_PER_SLOT = 16;

  private final RunSettings settings;
  private final Words words;
  private final Sink out;
  private final Sink err;
  private final JobOutput output;
  private final Tally tally;
  private final JobTable table = new JobTable();
  private final List<String> problems = new ArrayList<>();

  /**
   * Checks what can be checked before anything runs.
   *
   * @param settings what is asked for
   * @throws UsageProblem if it cannot be done
   * @throws NoProgram if there is no such program
   */
  public Runner(RunSettings settings) {
    this.settings = settings;
    this.words = Words.of(settings.words(), settings.shellText());
    new Programs(System.getenv("PATH")).check(words.template());
    this.out = Sink.standardOutput(settings.outIsTerminal());
    this.err = Sink.standardError(settings.errIsTerminal());
    this.output = new JobOutput(out, err, settings.tagged());
    this.tally = new Tally(settings.stop());
  }

  /**
   * Runs all.
   *
   * @return the exit status
   * @throws RunProblem if a file cannot be used; nothing has run
   */
  public int run() {
    Iterator<JobInput> inputs = Inputs.open(settings, words.values(), tally);
    if (settings.dryRun()) {
      showCommands(inputs);
    } else {
      try (JobLog log = settings.jobLog() == null ? null : JobLog.open(settings.jobLog());
          RunScope scope = RunScope.open()) {
        runAll(inputs, scope, log);
        scope.running().endLeftovers();
        note(log == null ? null : log.problem());
      }
    }
    note(out.isClosed() ? null : out.problem());
    note(err.problem());
    if (out.isClosed()) {
      return OUTPUT_CLOSED;
    }
    return problems.isEmpty() ? tally.status() : TROUBLE;
  }

  /**
   * Returns what went wrong around the commands.
   *
   * @return a sentence for each thing
   */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private void note(@Nullable String problem) {
    if (problem != null) {
      problems.add(problem);
    }
  }

  private void showCommands(Iterator<JobInput> inputs) {
    try {
      DryRun.show(words.template(), inputs, out);
    } catch (UncheckedIOException e) {
      note(unreadable(e.getCause()));
    } catch (IOException e) {
      // The sink knows.
    }
  }

  private void runAll(Iterator<JobInput> inputs, RunScope scope, @Nullable JobLog log) {
    LineFollower follower = settings.lineByLine() ? new LineFollower(output).start() : null;
    CommandBackend backend =
        new CommandBackend(
            settings.jobs(),
            words.template(),
            scope.folder(),
            scope.launcher(),
            scope.running(),
            new HelperThreads(settings.jobs(), "headway-ending-"),
            table,
            new Listener(follower, log));
    try (Pool pool = Pool.on(backend).withListener(event -> note(event, log));
        Results<JobInput, String> results = job(pool, inputs).map(JobInput::value)) {
      // On a thread of its own, since a close waits for the jobs, one of which may tell of this.
      Runnable stop = () -> HelperThreads.daemon("headway-stop", results::close).start();
      tally.onStop(stop);
      out.onFailure(stop); // Nobody would see what the others do.
      consume(results, follower == null);
    } finally {
      if (follower != null) {
        follower.stop();
      }
    }
    // After an early end: of jobs that had ended, and of those that were ended with it.
    table.all().forEach(job -> ended(table.take(job.number() - 1), follower == null));
  }

  private Job<JobInput> job(Pool pool, Iterator<JobInput> inputs) {
    int perSlots = settings.jobs() * WINDOW_PER_SLOT;
    Job<JobInput> job =
        pool.<JobInput>over(inputs)
            .named(name())
            .window(Math.max(perSlots, settings.keepOrder() ? ORDERED_WINDOW : WINDOW))
            .attempts(settings.attempts());
    if (!settings.keepOrder()) {
      job = job.unordered();
    }
    if (words.values() != null) {
      job = job.total(words.values().size());
    }
    if (settings.timeout() != null) {
      job = job.timeout(settings.timeout());
    }
    if (settings.journal() != null) {
      List<String> command = words.template().words();
      job =
          job.journal(
              Journal.at(settings.journal())
                  .marksOnly()
                  .key((JobInput input) -> List.of(command, input.value())));
    }
    return job;
  }

  /** The program, which is the label of the bar. */
  private String name() {
    String program = words.template().words().get(0);
    return ByteText.shown(program.substring(program.lastIndexOf('/') + 1));
  }

  private void consume(Results<JobInput, String> results, boolean show) {
    try {
      for (Outcome<JobInput, String> outcome : results.outcomes()) {
        ended(table.take(outcome.index()), show);
      }
    } catch (JobCancelledException stopped) {
      // What has ended by then is shown when all has ended.
    } catch (SourceFailedException e) {
      note(unreadable(e.getCause()));
    }
    if (!results.report().journalComplete()) {
      note("The journal could not be written; what it does not hold will run again.");
    }
  }

  private void ended(@Nullable FinishedJob job, boolean show) {
    if (job == null) {
      return; // An earlier run has done it.
    }
    if (show) {
      output.show(job);
    }
    job.spool().delete();
  }

  private static String unreadable(@Nullable Throwable why) {
    Throwable cause = why instanceof UncheckedIOException wrapped ? wrapped.getCause() : why;
    return "The inputs cannot be read: "
        + (cause instanceof IOException e ? FileErrors.of(e) : String.valueOf(cause))
        + ".";
  }

  private void note(ProgressEvent event, @Nullable JobLog log) {
    if (event instanceof ProgressEvent.TaskEnded ended) {
      FinishedJob job = table.get(ended.index());
      if (log != null && job != null) {
        log.add(job);
      }
      tally.ended(ended.error() == null);
    }
  }

  /** What slots tell. */
  private final class Listener implements JobListener {
    private final @Nullable LineFollower follower;
    private final @Nullable JobLog log;

    Listener(@Nullable LineFollower follower, @Nullable JobLog log) {
      this.follower = follower;
      this.log = log;
    }

    @Override
    public void started(JobInput input, Spool spool) {
      if (follower != null) {
        follower.follow(input, spool);
      }
    }

    @Override
    public void complete(Spool spool) {
      if (follower != null) {
        follower.finish(spool);
      }
    }

    @Override
    public void killed(FinishedJob job) {
      tally.killed();
      if (log != null) {
        log.add(job);
      }
    }
  }
}
