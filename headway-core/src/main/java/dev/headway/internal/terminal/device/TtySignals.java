package dev.headway.internal.terminal.device;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.ProgramTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the terminal tells by signals while a bar is up: Ctrl-C, Ctrl-Z and its end, a resize. */
final class TtySignals {

  /** Frames come ten times a second; a gap like this may be a stop of the whole process. */
  private static final long PERHAPS_STOPPED_NANOS = 500_000_000L;

  /** The signal that follows a stop arrives within this time. */
  private static final long SIGNAL_NANOS = 50_000_000L;

  /** A user who presses Ctrl-C again does it within this time. */
  private static final long CALM_NANOS = 300_000_000L;

  /** The terminal shows a key that was pressed within this time. */
  private static final long ECHO_NANOS = 2_000_000L;

  /** The end of the program must not be held up for long. */
  private static final int MAX_PRESSES = 10;

  /** A requested stop happens within this time. */
  private static final long STOP_MILLIS = 200;

  private final Runnable onResize;
  private final List<SignalHandler> handlers = new ArrayList<>();
  private @Nullable SignalHandler interrupts;

  /** When Ctrl-C was pressed while a bar is up, each time. */
  private final BlockingQueue<Long> presses = new LinkedBlockingQueue<>();

  /** What each further Ctrl-C calls for, after the last frame of a process that ends. */
  private volatile @Nullable Runnable lateMove;

  private volatile boolean continued;
  private volatile CountDownLatch resumed = new CountDownLatch(0);

  /** When the last stop ended that was heard before, by the clock of the JVM. */
  private volatile long pausedUntil = ProgramTime.machineTime() - PERHAPS_STOPPED_NANOS;

  /** When the last frame was, by a clock that also runs in a stop. */
  private volatile long lastFrameAt;

  /**
   * Handles no signal yet.
   *
   * @param onResize is run when the size may have changed, on any thread
   */
  TtySignals(Runnable onResize) {
    this.onResize = onResize;
  }

  /**
   * Begins to handle signals.
   *
   * @param target is paused before the whole process stops
   */
  void open(PrintTarget target) {
    endInterrupts();
    presses.clear();
    interrupts = SignalHandler.hear("INT", this::press);
    keep(SignalHandler.hear("WINCH", onResize));
    keep(SignalHandler.hear("CONT", this::goOn));
    keep(SignalHandler.around("TSTP", stop -> target.pause(() -> pause(stop))));
  }

  private void keep(@Nullable SignalHandler heard) {
    if (heard != null) {
      handlers.add(heard);
    }
  }

  /** Handles no more signals, except Ctrl-C in a process that it ends. */
  void close() {
    handlers.forEach(SignalHandler::end);
    handlers.clear();
    if (lateMove == null) {
      endInterrupts();
    }
    lastFrameAt = 0;
  }

  private void endInterrupts() {
    lateMove = null;
    if (interrupts != null) {
      interrupts.end();
      interrupts = null;
    }
  }

  private void press() {
    presses.add(ProgramTime.machineTime());
    Runnable moved = lateMove;
    if (moved != null) {
      LockSupport.parkNanos(ECHO_NANOS); // The signal comes before the key is shown.
      moved.run();
    }
  }

  /** See {@link Device#awaitCalm}. */
  void awaitCalm(Runnable moved) {
    if (!presses.isEmpty() && HelperThreads.processEnds()) {
      lateMove = moved; // The program's own shutdown hooks may take longer than this wait.
    }
    boolean pressed = false;
    try {
      Long last = presses.poll();
      for (int press = 0; last != null && press < MAX_PRESSES; press++) {
        last = presses.poll(CALM_NANOS - (ProgramTime.machineTime() - last), TimeUnit.NANOSECONDS);
        pressed |= last != null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (pressed) {
      moved.run();
    }
  }

  /** Handles the end of a stop that came without a signal to handle, as by SIGSTOP. */
  private void goOn() {
    resumed.countDown();
    if (ProgramTime.machineTime() - pausedUntil >= PERHAPS_STOPPED_NANOS) {
      continued = true;
      onResize.run();
    }
  }

  /** Handles a stop that a signal announces, as by Ctrl-Z. The signal that ends it adds nothing. */
  private void pause(Runnable stop) {
    resumed = new CountDownLatch(1);
    stop.run();
    await(resumed); // The stop comes a moment later, or never in a group that has no shell.
    pausedUntil = ProgramTime.machineTime();
    continued = false;
    onResize.run();
    lastFrameAt = 0;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Notes that a frame is drawn now.
   *
   * @return whether the process was stopped since the frame before, unannounced
   */
  boolean stoppedSinceLastFrame() {
    long now = ProgramTime.machineTime();
    if (lastFrameAt != 0 && now - lastFrameAt >= PERHAPS_STOPPED_NANOS && !handlers.isEmpty()) {
      // After Ctrl-Z and fg the signal and the next frame race, and the shell has written
      // meanwhile.
      LockSupport.parkNanos(SIGNAL_NANOS);
    }
    lastFrameAt = now;
    boolean stopped = continued;
    continued = false;
    return stopped;
  }
}
