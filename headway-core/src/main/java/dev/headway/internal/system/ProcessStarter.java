package dev.headway.internal.system;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Starts processes, and refuses to while the program has too few file descriptors left for it.
 *
 * <p>A start that fails for want of a descriptor may leave two others open (seen with JDK 17 and 25
 * on Linux), so that each further attempt leaves the program fewer. With one too few, the start
 * fails without a reason. So this class looks first.
 */
public final class ProcessStarter {
  private static final File NOTHING = new File("/dev/null");

  /** A start opens five pipes. Two more are for other threads. */
  private static final int DESCRIPTORS = 12;

  private ProcessStarter() {}

  /**
   * Starts a process. It costs some 50 microseconds more than {@link ProcessBuilder#start}.
   *
   * @throws IOException if it cannot be started, or not with the descriptors that are left
   */
  public static Process start(ProcessBuilder builder) throws IOException {
    requireDescriptors();
    return builder.start();
  }

  /** One thread at a time, so that no two take each other's descriptors for missing ones. */
  private static synchronized void requireDescriptors() throws IOException {
    if (!NOTHING.exists()) {
      return; // As on Windows, where handles are not scarce.
    }
    Deque<FileInputStream> opened = new ArrayDeque<>();
    try {
      while (opened.size() < DESCRIPTORS) {
        opened.push(new FileInputStream(NOTHING));
      }
    } catch (FileNotFoundException e) {
      // As the JDK says it, whose texts the callers know.
      throw new IOException(
          "error=24, Too many open files: a process needs "
              + DESCRIPTORS
              + " file descriptors to start, and "
              + opened.size()
              + " are left");
    } finally {
      while (!opened.isEmpty()) {
        opened.pop().close();
      }
    }
  }
}
