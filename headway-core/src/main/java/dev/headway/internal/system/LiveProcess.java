package dev.headway.internal.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells whether a process runs. Java takes one for alive that has ended and whose parent has not
 * asked how: the system keeps its number until then, which may be for ever.
 */
public final class LiveProcess {
  private static final boolean PROC_STATES = Files.exists(Path.of("/proc/self/stat"));

  private LiveProcess() {}

  /**
   * Finds a process.
   *
   * @param pid its number
   * @return empty if none of that number runs
   */
  public static Optional<ProcessHandle> of(long pid) {
    return ProcessHandle.of(pid).filter(LiveProcess::runs);
  }

  /**
   * Whether a process runs.
   *
   * @param process any one
   * @return false if it has ended, whether its parent knows or not
   */
  public static boolean runs(ProcessHandle process) {
    return process.isAlive() && (PROC_STATES ? !hasEnded(process) : hasProgram(process));
  }

  /** The first field behind the name, which may hold anything. All may read it. */
  private static boolean hasEnded(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "stat");
      String line = new String(Files.readAllBytes(file), ISO_8859_1);
      return "ZXx".indexOf(line.charAt(line.lastIndexOf(')') + 2)) >= 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return !process.isAlive(); // It has gone meanwhile, or no file can be opened.
    }
  }

  /** Linux does not show it of a process whose memory is not to be read. */
  private static boolean hasProgram(ProcessHandle process) {
    return process.info().command().isPresent();
  }
}
