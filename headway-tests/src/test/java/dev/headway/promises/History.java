package dev.headway.promises;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.progress.WorkerCounters;
import dev.headway.progress.Counts;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.Unit;
import dev.headway.progress.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One random run of a job, or of a progress by hand, by a manual clock. It keeps its own books,
 * with which what is shown can be compared.
 */
final class History {
  private static final long SECOND = 1_000_000_000L;
  private static final int MAX_STEPS = 40;

  private final Random random;
  private final AtomicLong clock = new AtomicLong(SECOND);
  private final LiveDisplay display;
  private final ProgressTracker tracker;
  private final boolean byHand;
  private final double meanSeconds;
  private final int tasks;
  private final @Nullable Long total;

  /** The task that each worker runs; -1 for none. */
  private final List<Long> running = new ArrayList<>();

  private final Deque<Long> waiting = new ArrayDeque<>();
  private final long begun;
  private long advanced;
  private long succeeded;
  private long failed;
  private long timedOut;
  private long crashed;
  private long retried;
  private long cancelled;

  History(long seed, View... views) {
    random = new Random(seed);
    display = LiveDisplay.manual(clock::get, views);
    byHand = random.nextInt(4) == 0;
    boolean weighed = !byHand && random.nextInt(3) == 0;
    int workers = byHand ? 0 : 1 + random.nextInt(8);
    tasks = random.nextInt(4) == 0 ? random.nextInt(3) : 1 + random.nextInt(60);
    meanSeconds = Math.exp(random.nextDouble() * 9 - 4); // From 20 ms to 150 s.
    tracker =
        byHand
            ? ProgressTracker.ofSteps("history", random.nextBoolean() ? Unit.ITEMS : Unit.BYTES)
            : ProgressTracker.ofTasks(
                "history", workers, weighed ? (seed & 1) == 0 ? Unit.ITEMS : Unit.BYTES : null);
    total = total();
    if (total != null) {
      tracker.total(total);
    }
    if (weighed && random.nextBoolean()) {
      tracker.totalWeight(tasks * 50L);
    }
    for (int i = 0; i < workers; i++) {
      running.add(-1L);
    }
    for (long i = 0; i < tasks; i++) {
      waiting.add(i);
    }
    display.open(tracker);
    begun = clock.get();
  }

  /** Mostly the true number; at times none, or one that turns out wrong. */
  private @Nullable Long total() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> (long) random.nextInt(80);
      default -> (long) tasks;
    };
  }

  /** Lets everything happen, with a look after most of it. */
  void run() {
    for (int step = 0; step < MAX_STEPS && !isDone(); step++) {
      if (random.nextInt(3) == 0) {
        pass(-Math.log(1 - random.nextDouble()) * meanSeconds);
      }
      if (byHand) {
        advance();
      } else {
        work(random.nextInt(running.size()));
      }
      if (random.nextInt(3) > 0) {
        pass(0.001 + random.nextDouble() * 0.2);
        display.tick();
      }
    }
    end();
  }

  private boolean isDone() {
    return byHand
        ? advanced >= tasks
        : waiting.isEmpty() && running.stream().allMatch(task -> task < 0);
  }

  private void pass(double seconds) {
    clock.addAndGet(Math.round(seconds * SECOND));
  }

  private void advance() {
    long steps = random.nextInt(10) == 0 ? -random.nextInt(4) : random.nextInt(3);
    tracker.advance(steps);
    advanced += steps;
  }

  private void work(int worker) {
    WorkerCounters counters = tracker.counters(worker);
    long task = running.get(worker);
    if (task < 0) {
      Long next = waiting.poll();
      if (next != null) {
        counters.started(next, 1 + random.nextInt(100), clock.get());
        running.set(worker, next);
      }
      return;
    }
    running.set(worker, -1L);
    switch (random.nextInt(12)) {
      case 0 -> {
        counters.retried();
        retried++;
        waiting.add(task);
      }
      case 1 -> {
        counters.dropped();
        waiting.add(task);
      }
      case 2 -> failed += ended(counters, TaskEnd.FAILED);
      case 3 -> timedOut += ended(counters, TaskEnd.TIMED_OUT);
      case 4 -> crashed += ended(counters, TaskEnd.CRASHED);
      default -> succeeded += ended(counters, TaskEnd.SUCCEEDED);
    }
  }

  private int ended(WorkerCounters counters, TaskEnd end) {
    counters.ended(end, clock.get());
    return 1;
  }

  private void end() {
    boolean finished = isDone() && random.nextInt(10) > 0;
    for (int worker = 0; worker < running.size(); worker++) {
      if (running.get(worker) >= 0) {
        tracker.counters(worker).dropped();
        running.set(worker, -1L);
        cancelled++;
      }
    }
    tracker.cancelled(counts().ended() + cancelled);
    display.close(tracker, finished);
  }

  /** How many ended, and how, by the books. */
  Counts counts() {
    return new Counts(
        byHand ? Math.max(0, advanced) : succeeded, failed, timedOut, crashed, cancelled, retried);
  }

  /** How many run now. */
  int running() {
    return (int) running.stream().filter(task -> task >= 0).count();
  }

  @Nullable Long declaredTotal() {
    return total;
  }

  long elapsedNanos() {
    return clock.get() - begun;
  }
}
