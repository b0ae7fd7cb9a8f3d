package dev.headway.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Absent;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.process.Patience;
import dev.headway.progress.Ticker;
import dev.headway.work.Threads;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DispatcherTest {
  private static final int CHECKS = 30;

  /** More than the largest window of one worker. */
  private static final List<Integer> INPUTS = IntStream.range(0, 20_000).boxed().toList();

  private final AtomicInteger checks = new AtomicInteger();

  /** What was taken for workers that still start waits for them, and wakes no other. */
  @Test
  void shouldNotSpinWhileTasksWaitForWorkersThatStart() throws Exception {
    Run<Integer, Integer> run = run(new Absent(100));
    run.begin();
    WorkerRegistry registry = new WorkerRegistry(Ticker.system(), null);
    for (int number = 0; number < 2; number++) {
      registry.starting(number);
      assertThat(prefetch(run)).isTrue();
    }
    assertThat(prefetch(run)).isFalse(); // Now it is known that there is no more.
    Dispatcher dispatcher = new Dispatcher(countingList(run), registry, Duration.ofMillis(100));
    long begin = System.nanoTime();
    Thread waiting =
        new Thread(
            () -> {
              try {
                dispatcher.await(new WeakReference<>(null), true);
              } catch (InterruptedException e) {
                // The test is over.
              }
            });
    waiting.start();
    while (checks.get() < CHECKS) {
      LockSupport.parkNanos(1_000_000);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    dispatcher.close();
    waiting.join();
    run.cancel();

    assertThat(millis).as("time of %s looks, a few of them together", CHECKS).isGreaterThan(500);
  }

  @Test
  void shouldLookAgainWhetherTheStartForANewRunIsWorthItsCost() throws Exception {
    AtomicBoolean saturated = new AtomicBoolean(true);
    List<Run<?, ?>> runs = new CopyOnWriteArrayList<>();
    Dispatcher dispatcher =
        new Dispatcher(runs, new WorkerRegistry(Ticker.system(), null), Saturated.START_UP);
    FutureTask<Run<?, ?>> found =
        new FutureTask<>(() -> dispatcher.await(new WeakReference<>(null), true));
    Thread waiting = new Thread(found);
    waiting.start();
    Patience.until("no run", () -> waiting.getState() == Thread.State.WAITING);

    Run<Integer, Integer> run = run(new Saturated(saturated));
    run.begin();
    runs.add(run);
    assertThat(dispatcher.wakeFor(run)).isTrue();
    saturated.set(false);

    assertThat(Patience.<Run<?, ?>>get(found)).isSameAs(run);
    run.cancel();
  }

  /** As where the heap has room again: nobody tells of a collection. */
  @Test
  void shouldStartAWorkerForRoomOfWhichNobodyTells() throws Exception {
    Run<Integer, Integer> run =
        new Run<>(
            JobConfig.of(InputSource.of(INPUTS), LiveDisplay.of(), List.of()),
            x -> x,
            new Absent(1),
            null);
    run.begin();
    WorkerSlot slot = slot();
    while (slot.work(run, taken -> {})) {
      assertThat(run.cancelled()).isFalse();
    }
    assertThat(run.work().hasWork()).as("as much as may be is taken").isFalse();
    List<Run<?, ?>> runs = List.of(run);
    Dispatcher dispatcher =
        new Dispatcher(runs, new WorkerRegistry(Ticker.system(), null), Duration.ZERO);
    FutureTask<Run<?, ?>> found =
        new FutureTask<>(() -> dispatcher.await(new WeakReference<>(null), true));
    Thread waiting = new Thread(found);
    waiting.start();
    Patience.until("a wait", () -> isWaiting(waiting));

    for (int delivered = 0; delivered < 4000; delivered++) {
      run.next(); // The executor is absent, and tells nobody.
    }
    assertThat(Patience.<Run<?, ?>>get(found)).isSameAs(run);
    run.cancel();
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  /** An executor whose workers take long to start, and leave no processor to another for a time. */
  private record Saturated(AtomicBoolean saturated) implements JobExecutor<Run<?, ?>> {
    private static final Duration START_UP = Duration.ofMinutes(10);

    @Override
    public int count() {
      return 8;
    }

    @Override
    public Duration dispatchCost() {
      return Duration.ofNanos(1);
    }

    @Override
    public Duration startUp() {
      return START_UP;
    }

    @Override
    public boolean isSaturated() {
      return saturated.get();
    }

    @Override
    public void requireOpen() {}

    @Override
    public void join(Run<?, ?> run) {}

    @Override
    public void leave(Run<?, ?> run, boolean open) {}

    @Override
    public void capacityFreed(Run<?, ?> run, int wanted) {}

    @Override
    public boolean runOnCaller(Run<?, ?> run) {
      return false;
    }

    @Override
    public void cancel(Run<?, ?> run) {}

    @Override
    public void close() {}
  }

  private static boolean prefetch(Run<?, ?> run) throws InterruptedException {
    return slot().prefetch(run);
  }

  private static WorkerSlot slot() {
    return new WorkerSlot(0, Threads.of(1).worker(0, (w, o, text, goesOn) -> {}));
  }

  /** Counts how often it is gone over. */
  private List<Run<?, ?>> countingList(Run<?, ?> run) {
    return new AbstractList<>() {
      @Override
      public Run<?, ?> get(int index) {
        return run;
      }

      @Override
      public int size() {
        return 1;
      }

      @Override
      public Iterator<Run<?, ?>> iterator() {
        checks.incrementAndGet();
        return super.iterator();
      }
    };
  }

  private static Run<Integer, Integer> run(JobExecutor<Run<?, ?>> executor) {
    return new Run<>(
        JobConfig.of(
            InputSource.of(Stream.of(1, 2).filter(x -> x > 0)), LiveDisplay.of(), List.of()),
        x -> x,
        executor,
        null);
  }
}
