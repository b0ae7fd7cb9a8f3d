package dev.headway.internal.time;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time in which this program could run, in nanoseconds: that of {@link System#nanoTime} without
 * the stops of the whole process. A stop is more than half a second in which the process neither
 * looked at this clock nor took CPU time: Ctrl-Z or SIGSTOP until SIGCONT, a frozen container, a
 * suspended machine. A long collection of garbage is no stop, because it takes CPU time.
 *
 * <p>A thread looks twenty times a second, while the clock is held; only then stops are seen. Each
 * costs up to 75 ms of program time, since its beginning is not known better. Never runs backwards.
 * Safe for use by several threads; a reading costs as much as {@link System#nanoTime}.
 */
public final class ProgramTime {

  /** Made when it is first needed. */
  private static final class OfProcess {
    static final ProgramTime TIME =
        new ProgramTime(
            System::nanoTime, ProgramTime::cpuNanos, Runtime.getRuntime().availableProcessors());
  }

  private static final long BEAT_MILLIS = 50;

  /** A reading that finds the last look so old looks itself. */
  private static final long LATE_NANOS = 75_000_000;

  /** So long without a look, and the process may have been stopped. */
  private static final long STOP_NANOS = 500_000_000;

  /** A process that takes such a part of one processor, as one over this, was not stopped. */
  private static final long BUSY = 4;

  /** Before the first look; then the length of a gap alone decides. */
  private static final long UNKNOWN = Long.MAX_VALUE / 2;

  /** For how many beats the thread waits for the next to hold the clock. */
  private static final int LINGER = 20;

  /** Stops that are remembered, for the times of tasks that began before them. */
  private static final int MAX_STOPS = 1000;

  /** In one piece, so that a thread that is stopped between two reads still fits them together. */
  private record State(boolean watched, long lookedAt, long lost) {}

  private final LongSupplier raw;
  private final LongSupplier cpu;

  /** What the CPU time may grow by between the last look and a stop. */
  private final long cpuOfBeat;

  private volatile State state = new State(false, 0, 0); // Written under this.

  // Guarded by this.
  private int holds;
  private @Nullable Thread thread;
  private long cpuSeen;

  /** What was lost in all up to the end of each stop, by that end on the machine's clock. */
  private final TreeMap<Long, Long> stops = new TreeMap<>();

  /**
   * A clock.
   *
   * @param raw the machine's clock
   * @param cpu the CPU time that the process has taken, or 0 if that is not known
   * @param processors how many threads take CPU time at the same moment
   */
  ProgramTime(LongSupplier raw, LongSupplier cpu, int processors) {
    this.raw = raw;
    this.cpu = cpu;
    this.cpuOfBeat = processors * LATE_NANOS;
  }

  /**
   * The clock of this process.
   *
   * @return always the same
   */
  public static ProgramTime ofProcess() {
    return OfProcess.TIME;
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /**
   * The machine's clock, which also counts stops.
   *
   * @return a time by {@link System#nanoTime}
   */
  public static long machineTime() {
    return System.nanoTime();
  }

  /**
   * The time in which the program could run, since some fixed moment.
   *
   * @return nanoseconds; only differences mean something
   */
  public long nanoTime() {
    while (true) {
      State seen = state;
      long now = raw.getAsLong();
      if (!seen.watched || now - seen.lookedAt <= LATE_NANOS) {
        return now - seen.lost;
      }
      check();
    }
  }

  /**
   * The time by this clock of a moment of the machine's clock, such as another process has noted.
   *
   * @param moment a time by {@link System#nanoTime}
   * @return the same moment by {@link #nanoTime}; of one within a stop, the end of that
   */
  public synchronized long at(long moment) {
    Map.Entry<Long, Long> before = stops.floorEntry(moment);
    Map.Entry<Long, Long> after = stops.higherEntry(moment);
    long time = moment - (before == null ? 0 : before.getValue());
    return after == null ? time : Math.min(time, after.getKey() - after.getValue());
  }

  /** From now on stops are seen, until the caller lets go. The first call starts the thread. */
  public synchronized void hold() {
    holds++;
    if (thread != null) {
      return;
    }
    Thread beat = HelperThreads.daemon("headway-clock-", this::beat);
    try {
      beat.start();
      thread = beat;
      begin();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      // Then stops count as time of the program.
    }
  }

  /** Lets go of the clock, which the caller has held. */
  public synchronized void letGo() {
    holds--;
  }

  private void beat() {
    seeCpu(cpu.getAsLong()); // The first time takes milliseconds, for which no caller shall wait.
    for (int idle = 0; idle < LINGER || !rest(); ) {
      idle = check() ? 0 : idle + 1;
      try {
        TimeUnit.MILLISECONDS.sleep(BEAT_MILLIS);
      } catch (InterruptedException e) {
        // No code has reason to interrupt this thread.
      }
    }
  }

  private synchronized void seeCpu(long now) {
    cpuSeen = now;
  }

  /** Stops are seen from now on. */
  synchronized void begin() {
    cpuSeen = UNKNOWN;
    state = new State(true, raw.getAsLong(), state.lost);
  }

  /** Looks whether there was a stop since the last look; false if the clock is not held. */
  synchronized boolean check() {
    if (!state.watched) {
      return holds > 0; // A reading was on its way here when the thread went to rest.
    }
    long cpuNow = cpu.getAsLong();
    long now = raw.getAsLong();
    long gap = now - state.lookedAt;
    long lost = state.lost;
    if (gap > STOP_NANOS && cpuNow - cpuSeen < cpuOfBeat + gap / BUSY) {
      lost += gap - LATE_NANOS;
      stops.put(now, lost);
      if (stops.size() > MAX_STOPS) {
        stops.pollFirstEntry();
      }
    }
    cpuSeen = cpuNow;
    state = new State(true, now, lost);
    return holds > 0;
  }

  /** The thread has lingered for long enough; false if the clock is held again. */
  private synchronized boolean rest() {
    if (holds > 0) {
      return false;
    }
    state = new State(false, 0, state.lost);
    thread = null;
    return true;
  }
}
