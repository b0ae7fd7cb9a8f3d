package dev.headway.cli.run;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of a run: values of the command line, of a file, or of standard input. */
final class Inputs {

  private Inputs() {}

  /**
   * Opens them.
   *
   * @param values those of the command line, or null
   * @param tally is told how many there are, and tells when no more are wanted
   * @throws RunProblem if a file cannot be read
   */
  static Iterator<JobInput> open(RunSettings settings, @Nullable List<String> values, Tally tally) {
    if (values != null) {
      if (settings.inputFile() != null) {
        throw new UsageProblem("Values come from -a FILE or from :::, not from both.");
      }
      tally.total(values.size());
      return new Given(values.iterator(), tally);
    }
    char separator = settings.nullSeparated() ? '\0' : '\n';
    InputStream in = settings.inputFile() == null ? System.in : file(settings.inputFile());
    return new LazyInputs(new InputReader(in, separator), tally::isStopped, tally::total);
  }

  private static InputStream file(Path path) {
    if (path.toString().equals("-")) {
      return System.in;
    }
    try {
      return new FileInputStream(path.toFile());
    } catch (IOException e) {
      throw new RunProblem(
          "The file of inputs "
              + ControlEscapes.of(path.toString())
              + " cannot be read: "
              + FileErrors.of(e)
              + ".");
    }
  }

  /** Values that are there, until no more are wanted. */
  private static final class Given implements Iterator<JobInput> {
    private final Iterator<String> values;
    private final Tally tally;

    Given(Iterator<String> values, Tally tally) {
      this.values = values;
      this.tally = tally;
    }

    @Override
    public boolean hasNext() {
      return values.hasNext() && !tally.isStopped();
    }

    @Override
    public JobInput next() {
      return new JobInput(values.next());
    }
  }
}
