package dev.headway.bench.contestant;

import dev.headway.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * One step of a bar, by several threads at once on the same one. Answers what a call costs its
 * thread. {@code bar=headway|tongfei|atomic|adder|slot|looked-up threads=N}, where {@code slot} is
 * the floor: a counter for each thread, padded, held in hand; {@code looked-up} finds it by a
 * {@link ThreadLocal}, as whoever is called by any thread must.
 */
final class Steps {
  private static final int STEPS = 10_000_000;
  private static final int PADDING = 32;

  private Steps() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int threads = arguments.number("threads", 1);
    switch (arguments.text("bar", "headway")) {
      case "headway" -> {
        try (Progress bar = Progress.begin("steps")) {
          measure(threads, number -> bar::advance);
        }
      }
      case "tongfei" -> {
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("steps").build()) {
          measure(threads, number -> bar::step);
        }
      }
      case "atomic" -> {
        AtomicLong count = new AtomicLong();
        measure(threads, number -> count::getAndIncrement);
      }
      case "adder" -> {
        LongAdder count = new LongAdder();
        measure(threads, number -> count::increment);
      }
      case "slot" -> {
        AtomicLongArray slots = new AtomicLongArray(PADDING * (threads + 2));
        measure(threads, number -> () -> count(slots, PADDING * (number + 1)));
      }
      case "looked-up" -> {
        ThreadLocal<AtomicLongArray> slots =
            ThreadLocal.withInitial(() -> new AtomicLongArray(2 * PADDING));
        measure(threads, number -> () -> count(slots.get(), PADDING));
      }
      default -> throw new IllegalArgumentException("no such bar");
    }
  }

  private static void count(AtomicLongArray slots, int slot) {
    slots.setOpaque(slot, slots.getOpaque(slot) + 1);
  }

  /** Makes the step of a thread. */
  private interface Stepper {
    Runnable of(int number);
  }

  private static void measure(int threads, Stepper stepper) throws Exception {
    List<Runnable> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Runnable step = stepper.of(i);
      loops.add(() -> loop(step));
    }
    Timed.answer(Timed.nanos(() -> together(loops)) / STEPS);
  }

  private static void loop(Runnable step) {
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
  }

  private static void together(List<Runnable> loops) throws InterruptedException {
    List<Thread> threads = loops.stream().map(Thread::new).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
