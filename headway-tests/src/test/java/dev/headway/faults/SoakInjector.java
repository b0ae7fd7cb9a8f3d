package dev.headway.faults;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does to worker processes from outside what the plan says: kills them, stops them for a while. */
final class SoakInjector implements ProgressListener {
  private static final long STOPPED_MILLIS = 200;
  private static final long DELAY_MILLIS = 10;

  private final ScheduledExecutorService hand =
      Executors.newSingleThreadScheduledExecutor(
          action -> {
            Thread thread = new Thread(action, "injector");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<SoakFault, Integer> done = new EnumMap<>(SoakFault.class);
  private final SoakStarts starts;
  private volatile @Nullable SoakJob job;

  SoakInjector(SoakStarts starts) {
    this.starts = starts;
  }

  /** From now on faults are of this job; with null of none. */
  synchronized void serve(@Nullable SoakJob next) {
    job = next;
  }

  private synchronized void during(SoakJob of, Runnable action) {
    if (job == of) {
      action.run();
    }
  }

  @Override
  public void on(ProgressEvent event) {
    SoakJob current = job;
    if (!(event instanceof ProgressEvent.TaskStarted started)
        || current == null
        || !event.job().equals(current.name())) {
      return;
    }
    SoakFault fault = current.orders().get((int) started.index()).fault();
    if (fault != SoakFault.NONE) {
      hand.schedule(
          () -> inject(current, fault, started.worker()), DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void inject(SoakJob of, SoakFault fault, int worker) {
    if (job != of) {
      return; // It came late: what runs now is of another job.
    }
    if (fault == SoakFault.KILL_CHILD) {
      workers(worker).stream()
          .flatMap(ProcessHandle::children)
          .forEach(ProcessHandle::destroyForcibly);
    } else if (fault.isOutside()) {
      List<ProcessHandle> victims = workers(worker);
      if (victims.isEmpty()) {
        return;
      }
      ProcessHandle victim = victims.get(0);
      if (fault.kills() > 0) {
        victim.destroyForcibly();
        starts.disturb(fault, victim, () -> workers(worker), action -> during(of, action));
      } else {
        signal("STOP", victim);
        hand.schedule(() -> signal("CONT", victim), STOPPED_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
    synchronized (done) {
      done.merge(fault, 1, Integer::sum);
    }
  }

  /** How often each fault was injected; a task that is tried twice counts twice. */
  Map<SoakFault, Integer> done() {
    synchronized (done) {
      return new EnumMap<>(done);
    }
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<ProcessHandle> workers(int number) {
    return survivors().stream()
        .filter(process -> commandLine(process.pid()).contains("-Dheadway.worker=" + number + "\0"))
        .toList();
  }

  /** The children of this process that have not ended, whether or not somebody reaped them. */
  static List<ProcessHandle> survivors() {
    List<ProcessHandle> living = new ArrayList<>();
    ProcessHandle.current()
        .descendants()
        .filter(process -> commandLine(process.pid()).contains("WorkerMain"))
        .forEach(living::add);
    return living;
  }

  /** Empty if the process has ended. */
  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
