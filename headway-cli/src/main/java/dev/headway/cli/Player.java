package dev.headway.cli;

import dev.headway.recording.CastEvent;
import dev.headway.recording.CastReader;
import dev.headway.recording.Timing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes what a recording holds when it is due. */
final class Player {
  private final PrintStream out;
  private final Keys keys;

  Player(PrintStream out, Keys keys) {
    this.out = out;
    this.keys = keys;
  }

  /** Plays at a speed: 1 is as it was recorded, 0 is without any wait. */
  void play(CastReader cast, Timing timing, double speed) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (CastEvent event = cast.next(); event != null; event = cast.next()) {
      long due = timing.micros(event);
      if (speed > 0) {
        begun = await(begun, (long) (due * 1000 / speed));
      }
      if (keys.hasQuit()) {
        out.writeBytes("\033[0m\r\n".getBytes(StandardCharsets.UTF_8));
        return;
      }
      if (event.is("o")) {
        out.writeBytes(event.data().getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (out.checkError()) {
          throw new ConsoleOutput.ClosedException();
        }
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
