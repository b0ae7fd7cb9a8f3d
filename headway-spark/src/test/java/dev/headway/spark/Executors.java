package dev.headway.spark;

import java.util.List;
import java.util.stream.Stream;

/** The executor JVMs that this JVM has started, directly or by daemons. */
final class Executors {
  private Executors() {}

  static List<ProcessHandle> all() {
    return of("CoarseGrainedExecutorBackend").toList();
  }

  static Stream<ProcessHandle> of(String mainClass) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(mainClass))
        // Worker processes of executors have no main class of Spark's.
        .filter(process -> process.info().commandLine().orElse("").contains("org.apache.spark"));
  }

  /** Kills one as a system without memory does. */
  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }
}
