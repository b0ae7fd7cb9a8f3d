package dev.headway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Disturbs workers of the {@link Soak} while they start.
 *
 * @param temporary where they meet their parent
 */
record SoakStarts(Path temporary) {
  private static final long LOOK_NANOS = 1_000_000;
  private static final long LIMIT_NANOS = 10_000_000_000L;

  /**
   * Waits for the worker that takes the place of one that was killed, and does it the same ill.
   *
   * @param during does something if the job still runs
   */
  void disturb(
      SoakFault fault,
      ProcessHandle killed,
      Supplier<List<ProcessHandle>> workers,
      Consumer<Runnable> during) {
    if (fault == SoakFault.KILL_STARTER || fault == SoakFault.DELETE_FOLDER) {
      Thread hand = new Thread(() -> await(fault, killed, workers, during), "disturber");
      hand.setDaemon(true);
      hand.start();
    }
  }

  private void await(
      SoakFault fault,
      ProcessHandle killed,
      Supplier<List<ProcessHandle>> workers,
      Consumer<Runnable> during) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < deadline) {
      for (ProcessHandle worker : workers.get()) {
        if (!worker.equals(killed)) {
          during.accept(
              fault == SoakFault.KILL_STARTER ? worker::destroyForcibly : this::deleteFolders);
          return;
        }
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Of all workers that start at this moment. */
  private void deleteFolders() {
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(temporary)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Their owner has been quicker.
    }
  }
}
