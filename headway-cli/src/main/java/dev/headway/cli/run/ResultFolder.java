package dev.headway.cli.run;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A folder with a folder for each job, which has its output and its exit status. */
final class ResultFolder {
  private static final String STATUS = "status";

  private final Path path;
  private @Nullable IOException failure;

  private ResultFolder(Path path) {
    this.path = path;
  }

  /**
   * Opens a folder.
   *
   * @param path made if it is not there
   * @throws RunProblem if it cannot be made
   */
  static ResultFolder in(Path path) {
    try {
      Files.createDirectories(path);
      return new ResultFolder(path);
    } catch (IOException e) {
      throw new RunProblem(problem(path, e));
    }
  }

  /** Takes the output of a job. */
  boolean take(FinishedJob job) {
    if (failure != null) {
      return false;
    }
    try {
      Path folder = path.resolve(FolderName.of(job.input(), job.number()));
      Files.createDirectories(folder);
      // The status is written last: where it is, the output is complete.
      Files.deleteIfExists(folder.resolve(STATUS));
      move(job.spool().out(), folder.resolve("stdout"));
      move(job.spool().err(), folder.resolve("stderr"));
      String status = job.ending().shellStatus() + "\n";
      Files.write(folder.resolve(STATUS), status.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }

  /** A program that could not be started has no files. */
  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.write(to, new byte[0]);
    }
  }

  /** Returns a sentence on why results are missing; null if none are. */
  @Nullable String problem() {
    return failure == null ? null : problem(path, failure);
  }

  private static String problem(Path path, IOException e) {
    return "The folder of results "
        + ControlEscapes.of(path.toString())
        + " cannot be written: "
        + FileErrors.of(e)
        + ".";
  }
}
