package dev.headway.cli.run;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line for each job that has ended, in the form of GNU parallel's {@code --joblog}, written when
 * the job ends. Safe for use by several threads.
 */
final class JobLog implements AutoCloseable {
  private static final String HEADER =
      "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

  private static final double MILLIS = 1000;
  private static final double NANOS = 1e9;

  private final Path path;
  private final OutputStream file;
  private @Nullable IOException failure; // Guarded by this.

  private JobLog(Path path, OutputStream file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens a log.
   *
   * @param name the file; with a plus before it, it is appended to
   * @throws RunProblem if it cannot be written
   * @throws UsageProblem if it is standard output
   */
  static JobLog open(String name) {
    if (name.equals("-")) {
      throw new UsageProblem("Standard output has the output of jobs; give --joblog a file.");
    }
    boolean append = name.startsWith("+");
    Path path = Path.of(append ? name.substring(1) : name);
    boolean begun = append && path.toFile().length() > 0;
    try {
      OutputStream file = new FileOutputStream(path.toFile(), append);
      JobLog log = new JobLog(path, file);
      if (!begun) {
        log.write(HEADER);
        String problem = log.problem();
        if (problem != null) {
          throw new RunProblem(problem);
        }
      }
      return log;
    } catch (IOException e) {
      throw new RunProblem(problem(path, e));
    }
  }

  /** Adds a line. */
  void add(FinishedJob job) {
    write(line(job));
  }

  /** The columns, as a byte text. A line feed in the command becomes a null byte. */
  static String line(FinishedJob job) {
    return String.format(
            Locale.ROOT,
            "%d\t:\t%.3f\t%10.3f\t%d\t%d\t%d\t%d\t",
            job.number(),
            job.startMillis() / MILLIS,
            job.nanos() / NANOS,
            job.input().block() == null ? 0 : job.input().block().bytes(),
            job.outBytes(),
            job.ending().exit(),
            job.ending().signal())
        + ShellQuote.words(job.words()).replace('\n', '\0')
        + "\n";
  }

  private synchronized void write(String byteText) {
    if (failure != null) {
      return;
    }
    try {
      file.write(byteText.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Returns a sentence on why the log is not complete; null if it is. */
  synchronized @Nullable String problem() {
    return failure == null ? null : problem(path, failure);
  }

  private static String problem(Path path, IOException e) {
    return "The joblog "
        + ControlEscapes.of(path.toString())
        + " cannot be written: "
        + FileErrors.of(e)
        + ".";
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }
}
