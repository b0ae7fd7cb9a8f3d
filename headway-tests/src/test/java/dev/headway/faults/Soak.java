package dev.headway.faults;

import dev.headway.Pool;
import dev.headway.faults.SoakFault.Order;
import dev.headway.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Many jobs on worker processes, with faults of all kinds among their tasks. After each job the
 * outcomes, the report and the last row must agree; after each pool no process and no file may be
 * left; and nothing may hang. What is done follows from the seed alone; on which task a kill from
 * outside falls, depends on the machine too.
 *
 * <pre>{@code
 * Soak --seed 1 --tasks 10000 --faults 500 --workers 4
 * }</pre>
 */
final class Soak {
  private static final Duration SILENCE = Duration.ofSeconds(300);
  private static final Duration LEFT = Duration.ofSeconds(60);
  private static final int JOBS_PER_POOL = 6;

  private final Random random;
  private final int workers;
  private final Path temporary;
  private final AtomicLong lastSign = new AtomicLong(System.nanoTime());
  private final SoakInjector injector;
  private volatile String current = "";
  private int passed;
  private int failed;

  private Soak(long seed, int workers, Path temporary) {
    this.random = new Random(seed);
    this.workers = workers;
    this.temporary = temporary;
    this.injector = new SoakInjector(new SoakStarts(temporary));
  }

  public static void main(String[] arguments) throws Exception {
    long seed = option(arguments, "--seed", 1);
    int tasks = (int) option(arguments, "--tasks", 10_000);
    int faults = (int) option(arguments, "--faults", 500);
    int workers = (int) option(arguments, "--workers", 4);
    Path temporary = Files.createTempDirectory("soak");
    System.setProperty("java.io.tmpdir", temporary.toString());
    System.out.printf("seed %d, %d tasks, %d faults, %d workers%n", seed, tasks, faults, workers);
    long begin = System.nanoTime();
    Soak soak = new Soak(seed, workers, temporary);
    soak.watch();
    soak.run(tasks, faults);
    System.out.println("injected " + soak.injector.done());
    System.out.printf(
        "%d passed, %d failed in %d s%n",
        soak.passed, soak.failed, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    Files.deleteIfExists(temporary);
    System.exit(soak.failed == 0 ? 0 : 1);
  }

  private static long option(String[] arguments, String name, long otherwise) {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      if (arguments[i].equals(name)) {
        return Long.parseLong(arguments[i + 1]);
      }
    }
    return otherwise;
  }

  private void run(int tasks, int faults) throws IOException {
    List<SoakJob> jobs = plan(tasks, faults);
    for (int first = 0; first < jobs.size(); ) {
      SoakRows rows = new SoakRows();
      Pool pool = Pool.on(Processes.of(workers)).withViews(rows).withListener(injector);
      boolean open = true;
      try (pool) {
        for (int i = 0; open && i < JOBS_PER_POOL && first < jobs.size(); i++) {
          SoakJob job = jobs.get(first++);
          current = job.toString();
          injector.serve(job);
          List<String> wrong = job.run(pool, rows, this::sign);
          injector.serve(null);
          open = job.end() != SoakJob.End.POOL_CLOSED;
          sign();
          List<ProcessHandle> alive = aliveAfterAWhile();
          if (alive.size() > workers) {
            wrong.add("more processes than workers: " + alive);
          }
          judge(job.name(), wrong);
        }
      }
      sign();
      judge("pool closed after job " + first, left());
    }
  }

  /** The processes, when those that were killed have had the time to go. */
  private List<ProcessHandle> aliveAfterAWhile() {
    long deadline = System.nanoTime() + LEFT.toNanos();
    List<ProcessHandle> alive = SoakInjector.survivors();
    while (alive.size() > workers && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
      alive = SoakInjector.survivors();
    }
    return alive;
  }

  /** What is left when a pool is closed; it may take a moment to go. */
  private List<String> left() throws IOException {
    long deadline = System.nanoTime() + LEFT.toNanos();
    while (true) {
      List<String> wrong = new ArrayList<>();
      SoakInjector.survivors().forEach(process -> wrong.add("process " + process + " is left"));
      try (Stream<Path> files = Files.list(temporary)) {
        files.forEach(file -> wrong.add(file + " is left"));
      }
      if (wrong.isEmpty() || System.nanoTime() > deadline) {
        return wrong;
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void judge(String what, List<String> wrong) {
    if (wrong.isEmpty()) {
      passed++;
    } else {
      failed++;
      System.out.println(what + ": " + String.join("; ", wrong));
    }
  }

  /** Faults are spread over all tasks, so that a breaker against loops of crashes stays shut. */
  private List<SoakJob> plan(int tasks, int faults) {
    List<SoakFault> kinds = new ArrayList<>();
    SoakFault[] all = SoakFault.values();
    for (int i = 0; i < tasks; i++) {
      kinds.add(i < faults ? all[1 + i % (all.length - 1)] : SoakFault.NONE);
    }
    Collections.shuffle(kinds, random);
    List<SoakJob> jobs = new ArrayList<>();
    for (int from = 0; from < tasks; ) {
      int to = Math.min(tasks, from + 10 + random.nextInt(190));
      jobs.add(job(jobs.size(), kinds.subList(from, to)));
      from = to;
    }
    return jobs;
  }

  private SoakJob job(int number, List<SoakFault> kinds) {
    List<Order> orders = new ArrayList<>();
    for (SoakFault kind : kinds) {
      orders.add(new Order(orders.size(), kind, kind.isOutside() ? 60 : random.nextInt(5)));
    }
    int dice = random.nextInt(20);
    SoakJob.End end =
        dice == 0 ? SoakJob.End.POOL_CLOSED : dice <= 2 ? SoakJob.End.CLOSED : SoakJob.End.WHOLE;
    return new SoakJob(
        "job " + number,
        List.copyOf(orders),
        random.nextBoolean(),
        random.nextInt(3) == 0 ? 1 + random.nextInt(64) : 0,
        1 + random.nextInt(2),
        kinds.contains(SoakFault.HANG),
        end,
        1 + random.nextInt(orders.size()));
  }

  private void sign() {
    lastSign.set(System.nanoTime());
  }

  /** If nothing happens for long, says where everybody is, and ends. */
  private void watch() {
    Thread dog =
        new Thread(
            () -> {
              while (System.nanoTime() - lastSign.get() < SILENCE.toNanos()) {
                LockSupport.parkNanos(1_000_000_000);
              }
              System.out.println("Nothing for " + SILENCE + " in " + current);
              Thread.getAllStackTraces()
                  .forEach(
                      (thread, stack) -> {
                        System.out.println(thread);
                        for (StackTraceElement element : stack) {
                          System.out.println("    " + element);
                        }
                      });
              System.out.printf("%d passed, %d failed%n", passed, failed + 1);
              Runtime.getRuntime().halt(1);
            },
            "watchdog");
    dog.setDaemon(true);
    dog.start();
  }
}
