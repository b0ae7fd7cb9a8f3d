package dev.headway.cli.run;

import dev.headway.internal.time.ProgramTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the settings have against the start of a job: too soon, too much load, too little memory.
 */
final class StartGates {
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /** Such as 0.20 0.18 0.12 3/80 11206: of all processes and threads, three run or could. */
  private static final Pattern RUNNING = Pattern.compile("\\S+ \\S+ \\S+ (\\d+)/");

  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +(\\d+) kB");
  private static final int KIB = 10;

  /** Load and memory are looked at so often, and a job has so long to show what it takes. */
  private static final long LOOK_NANOS = 200_000_000;

  private StartGates() {}

  /**
   * Makes those of the settings.
   *
   * @throws UsageProblem if this system does not tell its load or its memory
   */
  static List<Admission.Gate> of(StartSettings settings) {
    List<Admission.Gate> gates = new ArrayList<>();
    LongSupplier clock = ProgramTime.ofProcess()::nanoTime;
    boolean looks = settings.maxLoad() > 0 || settings.minMemory() > 0;
    long delay = settings.delay() == null ? 0 : settings.delay().toNanos();
    if (looks || delay > 0) {
      gates.add(pace(Math.max(delay, looks ? LOOK_NANOS : 0), clock));
    }
    if (settings.maxLoad() > 0) {
      check("--load", LOAD);
      gates.add(() -> running(read(LOAD)) < settings.maxLoad() ? 0 : LOOK_NANOS);
    }
    if (settings.minMemory() > 0) {
      check("--memfree", MEMORY);
      gates.add(() -> availableBytes(read(MEMORY)) >= settings.minMemory() ? 0 : LOOK_NANOS);
    }
    return gates;
  }

  /** Lets jobs start so far apart. */
  static Admission.Gate pace(long nanos, LongSupplier clock) {
    return new Admission.Gate() {
      private boolean any;
      private long last;

      @Override
      public long nanosToWait() {
        return any ? Math.max(0, last + nanos - clock.getAsLong()) : 0;
      }

      @Override
      public void started() {
        any = true;
        last = clock.getAsLong();
      }
    };
  }

  private static void check(String option, Path file) {
    if (!Files.isReadable(file)) {
      throw new UsageProblem(option + " needs " + file + ", which Linux has.");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return ""; // It was there before: jobs do not wait for what cannot be told.
    }
  }

  /** Returns how many processes and threads run or could, without the one that asks. */
  static long running(String load) {
    Matcher found = RUNNING.matcher(load);
    return found.lookingAt() ? Long.parseLong(found.group(1)) - 1 : 0;
  }

  static long availableBytes(String memory) {
    Matcher found = AVAILABLE.matcher(memory);
    return found.find() ? Long.parseLong(found.group(1)) << KIB : Long.MAX_VALUE;
  }
}
