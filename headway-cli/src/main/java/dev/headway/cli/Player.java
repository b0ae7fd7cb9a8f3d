package dev.headway.cli;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Waits;
import dev.headway.recording.CastEvent;
import dev.headway.recording.CastReader;
import dev.headway.recording.Timing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes what a recording holds when it is due, and leaves the terminal as it was. */
final class Player {
  private static final String USUAL_COLOURS = "\033[0m";

  /** A terminal that takes nothing does not hold up the end of the program. */
  private static final int END_LOOKS = 100;

  /** Many short waits: where the machine stands still, only one of them passes. */
  private static final long LOOK_MILLIS = 5;

  private final PrintStream out;
  private final @Nullable PrintStream terminal;
  private final Keys keys;
  private final Object lock = new Object();

  // Guarded by lock.
  private final TerminalModes modes = new TerminalModes();
  private boolean ended;

  /**
   * @param terminal where the output is seen, perhaps behind another program; null if nowhere
   */
  Player(PrintStream out, @Nullable PrintStream terminal, Keys keys) {
    this.out = out;
    this.terminal = terminal;
    this.keys = keys;
  }

  /** Plays at a speed: 1 is as it was recorded, 0 is without any wait. */
  void play(CastReader cast, Timing timing, double speed) throws IOException, InterruptedException {
    Thread atExit = new Thread(this::interrupted, "headway-replay-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      playAll(cast, timing, speed);
    } finally {
      end("");
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException ending) {
        // The hook finds nothing to do.
      }
    }
  }

  private void interrupted() {
    Thread ending = HelperThreads.daemon("headway-replay-end", () -> end(USUAL_COLOURS));
    ending.start();
    for (int look = 0; look < END_LOOKS && ending.isAlive(); look++) {
      Waits.uninterrupted(interrupted -> ending.join(LOOK_MILLIS));
    }
  }

  /** Sets back what the recording has changed; only the first call has an effect. */
  private void end(String colours) {
    synchronized (lock) {
      if (!ended && terminal != null) {
        terminal.print(colours + modes.reset());
        terminal.flush();
      }
      ended = true;
    }
  }

  private void playAll(CastReader cast, Timing timing, double speed)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (CastEvent event = cast.next(); event != null; event = cast.next()) {
      long due = timing.micros(event);
      if (speed > 0) {
        begun = await(begun, (long) (due * 1000 / speed));
      }
      if (keys.hasQuit()) {
        show(USUAL_COLOURS + "\r\n");
        return;
      }
      if (event.is("o")) {
        show(event.data());
      }
    }
  }

  private void show(String text) {
    synchronized (lock) {
      if (ended) {
        return; // The program is ending.
      }
      modes.note(text);
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      if (out.checkError()) {
        throw new ConsoleOutput.ClosedException();
      }
    }
  }

  /** Waits until something is due; returns the beginning, which is later if it was paused. */
  private long await(long begun, long dueNanos) throws InterruptedException {
    long start = begun;
    for (long left = start + dueNanos - System.nanoTime();
        left > 0 && !keys.hasQuit();
        left = start + dueNanos - System.nanoTime()) {
      if (keys.pressed(left) == ' ') {
        long paused = System.nanoTime();
        int key = keys.next();
        start += System.nanoTime() - paused;
        if (key == '.') {
          keys.again(' '); // Paused as before, when this one has been shown.
          return System.nanoTime() - dueNanos;
        }
      }
    }
    return start;
  }
}
