package dev.headway.cli.run;

import dev.headway.internal.terminal.device.SignalHandler;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves nothing of, however it ends: the processes and the folder. Ctrl-C, SIGTERM and
 * SIGHUP end the jobs, SIGTERM first; a second Ctrl-C gives them no more time.
 */
final class RunScope implements AutoCloseable {
  private final SpoolFolder folder;
  private final Launcher launcher = Launcher.find();
  private final RunningJobs running = new RunningJobs(launcher.groups());
  private final Watcher watcher;
  private final @Nullable JobStops stops;
  private final Thread atExit = new Thread(this::endAtExit, "headway-run-exit");

  private RunScope(SpoolFolder folder) {
    this.folder = folder;
    this.watcher = Watcher.start(Launcher.mark(running.token()), folder.path());
    this.stops = launcher.groups().exist() ? new JobStops(running) : null;
  }

  static RunScope open() {
    RunScope scope = new RunScope(newFolder());
    if (scope.stops != null) {
      scope.stops.open();
    }
    try {
      Runtime.getRuntime().addShutdownHook(scope.atExit);
    } catch (IllegalStateException shuttingDown) {
      // No job starts any more.
    }
    return scope;
  }

  /** Makes a folder in TMPDIR. */
  static SpoolFolder newFolder() {
    String wanted = System.getenv("TMPDIR");
    boolean given = wanted != null && !wanted.isEmpty();
    Path parent = Path.of(given ? wanted : System.getProperty("java.io.tmpdir"));
    return SpoolFolder.in(parent.toAbsolutePath());
  }

  SpoolFolder folder() {
    return folder;
  }

  Launcher launcher() {
    return launcher;
  }

  RunningJobs running() {
    return running;
  }

  private void endAtExit() {
    for (String name : List.of("INT", "TERM", "HUP")) {
      SignalHandler.hear(name, running::hurry);
    }
    running.endAll();
    folder.close();
    watcher.close();
  }

  @Override
  public void close() {
    if (stops != null) {
      stops.close();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      return; // The hook does the rest.
    }
    folder.close();
    watcher.close();
  }
}
