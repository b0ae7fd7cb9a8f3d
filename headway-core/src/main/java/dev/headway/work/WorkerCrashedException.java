package dev.headway.work;

import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker died while it ran a task. The message names the worker, how it ended and the last lines
 * that it printed to standard error.
 */
public class WorkerCrashedException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /** What is known of the end of a worker process. */
  private final long pid;

  private final int exitStatus;
  private final @Nullable String crashFile;
  private final String[] lastLines;

  /**
   * Makes the exception for a worker that was no process.
   *
   * @param message which worker, and how it ended
   */
  public WorkerCrashedException(String message) {
    this(message, -1, -1, null, List.of());
  }

  /**
   * Makes the exception for a worker process.
   *
   * @param message which worker, how it ended, and its last lines
   * @param pid its process id, or -1 if it is not known
   * @param exitStatus its exit status, where 128 and more stand for a signal; -1 if it is not known
   * @param crashFile the file in which its JVM described the crash, or null if there is none
   * @param lastLines what it printed last to standard error
   */
  public WorkerCrashedException(
      String message, long pid, int exitStatus, @Nullable Path crashFile, List<String> lastLines) {
    super(ControlEscapes.lines(message));
    this.pid = pid;
    this.exitStatus = exitStatus;
    this.crashFile = crashFile == null ? null : crashFile.toString();
    this.lastLines = lastLines.toArray(String[]::new);
  }

  /**
   * The process id of the worker.
   *
   * @return its pid, or -1 if it is not known
   */
  public long pid() {
    return pid;
  }

  /**
   * How the worker process ended.
   *
   * @return its exit status, where 128 and more stand for a signal; -1 if it is not known
   */
  public int exitStatus() {
    return exitStatus;
  }

  /**
   * The file in which the worker's JVM described its crash.
   *
   * @return the file, or null if there is none
   */
  public @Nullable Path crashFile() {
    return crashFile == null ? null : Path.of(crashFile);
  }

  /**
   * What the worker printed last to standard error.
   *
   * @return the lines, oldest first; empty if there are none
   */
  public List<String> lastLines() {
    return List.of(lastLines);
  }
}
