package dev.headway.cli.run;

import dev.headway.JobCancelledException;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.SourceFailedException;
import dev.headway.internal.time.HelperThreads;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a command for each input, and shows what they write. */
public final class Runner {
  /** Something around the commands failed. */
  public static final int TROUBLE = 255;

  /** There is no such program. */
  public static final int NO_PROGRAM = 127;

  /** What a shell reports after SIGPIPE. */
  private static final int OUTPUT_CLOSED = 141;

  private final RunSettings settings;
  private final Words words;
  private final Sink out;
  private final Sink err;
  private final Tally tally;
  private final JobTable table = new JobTable();
  private final List<String> problems = new ArrayList<>();

  /** Where blocks are kept; null before there are any. */
  private volatile @Nullable SpoolFolder folder;

  /**
   * Checks what can be checked before anything runs.
   *
   * @param settings what is asked for
   * @throws UsageProblem if it cannot be done
   * @throws NoProgram if there is no such program
   */
  public Runner(RunSettings settings) {
    this.settings = settings;
    this.words = Words.of(settings);
    new Programs(System.getenv("PATH")).check(words, settings.input().replacement());
    this.out = Sink.standardOutput(settings.output().outIsTerminal());
    this.err = Sink.standardError(settings.output().errIsTerminal());
    this.tally = new Tally(settings.stop(), settings.anyFailureIsOne());
  }

  /**
   * Tells whether inputs are those of standard input since none were named: perhaps they were
   * forgotten.
   *
   * @return false if they are named
   */
  public boolean readsUnnamedInputs() {
    return words.lists().isEmpty() && settings.input().files().isEmpty();
  }

  /**
   * Runs all.
   *
   * @return the exit status
   * @throws RunProblem if a file cannot be used; nothing has run
   * @throws UsageProblem if the inputs do not fit the settings; nothing has run
   */
  public int run() {
    Inputs inputs = Inputs.open(settings, words, tally, this::blockFile);
    if (settings.dryRun()) {
      showCommands(inputs);
    } else {
      runAll(inputs);
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

  private Path blockFile() {
    return Objects.requireNonNull(folder, "folder").input();
  }

  private void showCommands(Inputs inputs) {
    try (SpoolFolder blocks = settings.pipe() == null ? null : RunScope.newFolder()) {
      folder = blocks;
      DryRun.show(inputs.template(), inputs.jobs(), out);
    } catch (UncheckedIOException e) {
      note(unreadable(e));
    } catch (IOException e) {
      // The sink knows.
    }
  }

  private void runAll(Inputs inputs) {
    OutputSettings output = settings.output();
    List<Admission.Gate> gates = StartGates.of(settings.start());
    ResultFolder results = output.results() == null ? null : ResultFolder.in(output.results());
    try (JobLog log = output.jobLog() == null ? null : JobLog.open(output.jobLog());
        RunScope scope = RunScope.open()) {
      folder = scope.folder();
      JobOutput shown = new JobOutput(out, err, inputs.tag());
      LineFollower follower = output.lineByLine() ? new LineFollower(shown).start() : null;
      try {
        runAll(inputs, scope, gates, new JobEnds(table, tally, shown, follower, log, results));
      } finally {
        if (follower != null) {
          follower.stop();
        }
      }
      scope.running().endLeftovers();
      note(log == null ? null : log.problem());
      note(results == null ? null : results.problem());
    }
  }

  private void runAll(Inputs inputs, RunScope scope, List<Admission.Gate> gates, JobEnds ends) {
    AtomicReference<@Nullable Results<JobInput, String>> running = new AtomicReference<>();
    Runnable stop = () -> close(running.get());
    boolean holds = inputs.all() != null; // What comes lazily ends by itself after a stop.
    CommandBackend backend =
        new CommandBackend(
            settings.start().jobs(),
            inputs.template(),
            settings.batch().maxBytes(),
            scope.folder(),
            scope.launcher(),
            scope.running(),
            new Admission(gates, holds, tally::isStopped, stop),
            new HelperThreads(settings.start().jobs(), "headway-ending-"),
            table,
            ends);
    try (Pool pool = Pool.on(backend).withListener(ends::note);
        Results<JobInput, String> results = RunJob.of(pool, inputs, settings).map(input -> "")) {
      running.set(results);
      tally.onStop(stop);
      out.onFailure(stop); // Nobody would see what the others do.
      consume(results, ends);
    }
    // After an early end: of jobs that were ended with it, and what is not marked in a journal.
    table.all().forEach(job -> ends.show(job.number() - 1));
  }

  /** On a thread of its own, since a close waits for the jobs, one of which may tell of this. */
  private static void close(@Nullable Results<JobInput, String> results) {
    if (results != null) {
      HelperThreads.daemon("headway-stop", results::close).start();
    }
  }

  private void consume(Results<JobInput, String> results, JobEnds ends) {
    try {
      for (Outcome<JobInput, String> outcome : results.outcomes()) {
        if (settings.output().keepOrder() && tally.isStopped()) {
          ends.showBefore(outcome.index());
        }
        // Who asks for the next says that this one is done; and the others would be lost too.
        if (!ends.show(outcome.index()) && (settings.journal() != null || !err.hasFailed())) {
          results.close();
          break;
        }
      }
    } catch (JobCancelledException stopped) {
      // What has ended and was not delivered is shown when all has ended.
    } catch (SourceFailedException e) {
      note(unreadable(e.getCause()));
    }
    if (!results.report().journalComplete()) {
      note("The journal could not be written; what it does not hold will run again.");
    }
  }

  private static String unreadable(@Nullable Throwable why) {
    if (why instanceof RunProblem) {
      return String.valueOf(why.getMessage());
    }
    Throwable cause = why instanceof UncheckedIOException wrapped ? wrapped.getCause() : why;
    return cause instanceof IOException e
        ? String.valueOf(Sources.unreadable(e).getMessage())
        : "The inputs cannot be read: " + cause + ".";
  }
}
