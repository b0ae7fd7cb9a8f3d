package dev.headway.bench.bars;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does real work on some threads and writes what happened as a job log in the format of GNU
 * parallel, with the worker in the place of the host. An attempt that failed is followed, later, by
 * another one of the same number.
 */
final class Recorder {
  private static final int MAX_ATTEMPTS = 5;
  private static final String LOADED = "-loaded";

  /** Some work. */
  interface Work {
    /** Answers false if it has to be tried again. */
    boolean run() throws Exception;
  }

  /**
   * What is recorded.
   *
   * @param name of the file
   * @param workers how many threads
   * @param start what each of them does before its first task
   * @param tasks in their order
   */
  record Plan(String name, int workers, Work start, List<Work> tasks) {}

  private record Line(int task, int worker, double start, double seconds, int exit) {}

  private Recorder() {}

  /** Records a plan into a folder. */
  static void record(Plan plan, Path folder) throws IOException, InterruptedException {
    long origin = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    List<Line> lines = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    Thread load = new Thread(Recorder::load);
    load.setDaemon(true);
    if (plan.name.endsWith(LOADED)) {
      load.start();
    }
    for (int worker = 0; worker < plan.workers; worker++) {
      int number = worker;
      Thread thread = new Thread(() -> drive(plan, number, origin, next, lines));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    load.interrupt();
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(plan.name + ".joblog"))) {
      out.write("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n");
      for (Line line : lines) {
        out.write(
            String.format(
                Locale.ROOT,
                "%d\t%d\t%.3f\t%.3f\t0\t0\t%d\t0\t%s%n",
                line.task + 1,
                line.worker + 1,
                line.start,
                line.seconds,
                line.exit,
                plan.name));
      }
    }
  }

  /** Other work: it comes for some seconds, and goes again. */
  private static void load() {
    java.util.Random random = new java.util.Random(3);
    byte[] bytes = new byte[1 << 16];
    while (!Thread.currentThread().isInterrupted()) {
      long until = System.nanoTime() + (1 + random.nextInt(6)) * 1_000_000_000L;
      List<Thread> two = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Thread thread =
            new Thread(
                () -> {
                  java.util.zip.CRC32 sum = new java.util.zip.CRC32();
                  while (System.nanoTime() < until) {
                    sum.update(bytes);
                  }
                });
        thread.setDaemon(true);
        thread.start();
        two.add(thread);
      }
      try {
        for (Thread thread : two) {
          thread.join();
        }
        Thread.sleep(1000 + random.nextInt(6000));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void drive(
      Plan plan, int worker, long origin, AtomicInteger next, List<Line> lines) {
    try {
      plan.start.run();
      for (int i = next.getAndIncrement(); i < plan.tasks.size(); i = next.getAndIncrement()) {
        boolean done = false;
        for (int attempt = 1; !done && attempt <= MAX_ATTEMPTS; attempt++) {
          long start = System.nanoTime();
          done = plan.tasks.get(i).run() || attempt == MAX_ATTEMPTS;
          double seconds = (System.nanoTime() - start) / 1e9;
          synchronized (lines) {
            lines.add(new Line(i, worker, (start - origin) / 1e9, seconds, done ? 0 : 1));
          }
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(plan.name, e);
    }
  }
}
