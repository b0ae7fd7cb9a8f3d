/**
 * Parallel map on threads and worker processes, with a live progress bar that tells the truth.
 *
 * <ul>
 *   <li>Pools, jobs and results: start with {@link dev.headway}.
 *   <li>Where tasks run: {@link dev.headway.process.Processes}, {@link dev.headway.work.Threads},
 *       {@link dev.headway.work.Serial}.
 *   <li>A bar alone: {@link dev.headway.Progress}.
 *   <li>Views, listeners and recordings: {@link dev.headway.progress}, {@link
 *       dev.headway.terminal}.
 *   <li>Another backend: {@link dev.headway.work}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // The command and the others are compiled after this.
module dev.headway {
  requires static org.jspecify;
  // Signals of the terminal (resize, continue) and of worker processes (interrupt); optional.
  requires static jdk.unsupported;
  // Its console handlers hold the stream that standard error was; optional.
  requires static java.logging;
  // The options of this JVM where the system does not tell its command, as in packaged programs.
  requires java.management;

  exports dev.headway;
  exports dev.headway.process;
  exports dev.headway.progress;
  exports dev.headway.terminal;
  exports dev.headway.work;
  exports dev.headway.internal.cluster to
      dev.headway.spark;
  exports dev.headway.internal.display to
      dev.headway.cli;
  exports dev.headway.internal.journal to
      dev.headway.cli;
  exports dev.headway.internal.process.client to
      dev.headway.cli,
      dev.headway.spark;
  exports dev.headway.internal.process.codec to
      dev.headway.spark;
  exports dev.headway.internal.process.function to
      dev.headway.spark;
  exports dev.headway.internal.process.loader to
      dev.headway.spark;
  exports dev.headway.internal.process.protocol to
      dev.headway.cli;
  exports dev.headway.internal.process.wire to
      dev.headway.spark;
  exports dev.headway.internal.system to
      dev.headway.cli,
      dev.headway.dashboard;
  exports dev.headway.internal.terminal.device to
      dev.headway.cli;
  exports dev.headway.internal.terminal.feed to
      dev.headway.cli,
      dev.headway.dashboard;
  exports dev.headway.internal.terminal.format to
      dev.headway.cli,
      dev.headway.dashboard;
  exports dev.headway.internal.terminal.settings to
      dev.headway.cli;
  exports dev.headway.internal.text to
      dev.headway.cli,
      dev.headway.dashboard,
      dev.headway.micrometer,
      dev.headway.recording,
      dev.headway.spark;
  exports dev.headway.internal.time to
      dev.headway.cli,
      dev.headway.dashboard;

  uses dev.headway.internal.progress.ProgressForwarder;
  uses dev.headway.progress.DefaultViewProvider;
  uses dev.headway.terminal.RecordingConverter;
  uses dev.headway.work.TaskProgressReporter;

  provides dev.headway.internal.progress.ProgressForwarder with
      dev.headway.internal.run.WorkerProgressForwarder;
  provides dev.headway.progress.DefaultViewProvider with
      dev.headway.terminal.TerminalViewProvider;
  provides dev.headway.work.TaskProgressReporter with
      dev.headway.internal.process.worker.StatusPageReporter;
}
