package dev.headway.internal.process.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headway.internal.process.protocol.MarkedProcesses;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.system.ProcessStarter;
import dev.headway.internal.time.HelperThreads;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a worker does when its parent is gone: it ends what its tasks have started, and then itself.
 * Its tasks still run meanwhile. If they start processes faster than that, a successor ends the
 * worker first: the same program once more, whose only job this is.
 */
final class ParentWatcher {
  /** The token of the worker whose successor a process is. */
  private static final String SUCCEEDS = "HEADWAY_WORKER_SUCCEEDS";

  private static final int PASSES = 6;
  private static final int PASSES_OF_SUCCESSOR = 500;

  /** In milliseconds. The kernel may block the search, and a busy machine slows it down. */
  private static final long LIMIT = 5000;

  private static final long LIMIT_OF_SUCCESSOR = 60_000;

  private ParentWatcher() {}

  /** Does it, and halts this process. */
  static void halt() {
    String token = System.getenv(WorkerProtocol.TOKEN);
    AtomicBoolean succeeded = new AtomicBoolean();
    try {
      HelperThreads.daemon("headway-limit", () -> haltInTime(token, succeeded)).start();
      boolean done =
          new MarkedProcesses(token)
              .end(ProcessHandle.current(), ProcessHandle::destroyForcibly, PASSES);
      if (done) {
        deleteCopy();
      } else {
        startSuccessor(token, succeeded);
      }
    } catch (IOException | RuntimeException | Error e) {
      // The parent is gone, so nothing is left to tell.
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private static void haltInTime(String token, AtomicBoolean succeeded) {
    try {
      Thread.sleep(LIMIT);
      startSuccessor(token, succeeded);
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      // Then it ends now.
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private static void haltSuccessorInTime() {
    try {
      Thread.sleep(LIMIT_OF_SUCCESSOR);
    } catch (InterruptedException e) {
      // Then it ends now.
    }
    Runtime.getRuntime().halt(1);
  }

  /** Has an effect once. */
  private static void startSuccessor(String token, AtomicBoolean succeeded) throws IOException {
    if (!succeeded.compareAndSet(false, true)) {
      return;
    }
    String line = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), ISO_8859_1);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(line.split("\0", -1)).stream().filter(word -> !word.isEmpty()).toList());
    builder.environment().remove(WorkerProtocol.TOKEN);
    builder.environment().put(SUCCEEDS, token);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    ProcessStarter.start(builder);
  }

  /**
   * In a successor: ends the worker, which has its token too, and its processes. False in a worker.
   */
  static boolean isDoneHere() {
    String token = System.getenv(SUCCEEDS);
    if (token == null) {
      return false;
    }
    HelperThreads.daemon("headway-limit", ParentWatcher::haltSuccessorInTime).start();
    new MarkedProcesses(token)
        .end(ProcessHandle.current(), ProcessHandle::destroyForcibly, PASSES_OF_SUCCESSOR);
    deleteCopy();
    return true;
  }

  /** The parent may have had no time to. */
  private static void deleteCopy() {
    String copy = System.getenv(WorkerProtocol.CLASSES);
    if (copy != null) {
      try {
        Files.deleteIfExists(Path.of(copy));
      } catch (IOException e) {
        // It stays in the temporary directory.
      }
    }
  }
}
