package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.Row;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.TaskBatch;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that goes on after its run was cancelled: the run's numbers are final by then. */
@Timeout(120)
class LateEndTest {
  enum Place {
    THREADS {
      @Override
      Backend backend() {
        return Threads.of(1);
      }
    },
    EXECUTOR {
      @Override
      Backend backend() {
        return Threads.using(Executors.newSingleThreadExecutor(LateEndTest::daemon), 1);
      }
    };

    abstract Backend backend();
  }

  private final List<ProgressEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final CountDownLatch stateClosed = new CountDownLatch(1);

  private static Thread daemon(Runnable action) {
    Thread thread = new Thread(action);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends as it likes: well, or with an error. */
  private int stubborn(int input) {
    if (input == 0) {
      return input;
    }
    begun.countDown();
    awaitStubbornly();
    if (input == 1) {
      return input;
    }
    throw new IllegalStateException("late");
  }

  private void awaitStubbornly() {
    while (true) {
      try {
        mayEnd.await();
        return;
      } catch (InterruptedException e) { // It does not listen.
        continue;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotCountWhatEndsAfterTheCancel(Place place) throws Exception {
    shouldCountAsCancelled(place.backend(), 1);
  }

  @Test
  void shouldNotCountWhatFailsAfterTheCancel() throws Exception {
    shouldCountAsCancelled(Threads.of(1), 2);
  }

  private void shouldCountAsCancelled(Backend backend, int second) throws Exception {
    Results<Integer, Integer> results;
    RunReport report;
    Row row;
    try (Pool pool = Pool.on(backend).quiet().withListener(events::add)) {
      results =
          pool.over(List.of(0, second))
              .map(() -> (AutoCloseable) stateClosed::countDown, (state, x) -> stubborn(x));
      results.iterator().next();
      begun.await();
      results.close();
      report = results.report();
      row = results.progress();
      mayEnd.countDown();
    }

    assertThat(stateClosed.await(60, TimeUnit.SECONDS)).as("its state is closed").isTrue();
    assertThat(report.counts().succeeded()).isOne();
    assertThat(report.counts().cancelled()).isOne();
    assertThat(report.counts()).isEqualTo(row.counts());
    assertThat(results.report()).isEqualTo(report);
    assertThat(results.progress()).isEqualTo(row);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ProgressEvent.JobEnded.class);
  }

  /** It ended before the run did, and is still asked whether it shall be tried again. */
  @Test
  void shouldNotCountWhatWasToBeCountedAtTheCancel() throws Exception {
    Results<Integer, Integer> results;
    RunReport report;
    Iterator<Integer> values;
    try (Pool pool = Pool.on(Threads.of(1)).quiet().withListener(events::add)) {
      results =
          pool.over(List.of(0, 1))
              .attempts(
                  2,
                  error -> {
                    begun.countDown();
                    awaitStubbornly();
                    return false;
                  })
              .map(
                  x -> {
                    if (x == 1) {
                      throw new IllegalStateException("late");
                    }
                    return x;
                  });
      values = results.iterator();
      values.next();
      begun.await();
      results.close();
      report = results.report();
      mayEnd.countDown();
    }

    assertThat(report.counts().cancelled()).isOne();
    assertThat(leftOf(values)).singleElement().isInstanceOf(Outcome.Cancelled.class);
    assertThat(results.report()).isEqualTo(report);
    assertThat(results.progress().counts()).isEqualTo(report.counts());
    assertThat(events.get(events.size() - 1)).isInstanceOf(ProgressEvent.JobEnded.class);
  }

  /** Goes on iterating. Returns what was not delivered. */
  private static List<Outcome<?, ?>> leftOf(Iterator<?> values) {
    return catchThrowableOfType(JobCancelledException.class, values::hasNext).outcomes();
  }

  /** Gives an input, or its end, long after the run was cancelled. */
  private final class LateSource implements Iterator<Integer> {
    private final boolean gives;
    private int given;

    LateSource(boolean gives) {
      this.gives = gives;
    }

    @Override
    public boolean hasNext() {
      return given == 0 || lateAnswer();
    }

    private boolean lateAnswer() {
      begun.countDown();
      awaitStubbornly();
      return gives;
    }

    @Override
    public Integer next() {
      return given++;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTakeNoInputThatComesAfterTheCancel(boolean gives) throws Exception {
    Results<Integer, Integer> results;
    RunReport report;
    Row row;
    Iterator<Integer> values;
    CountDownLatch sourceClosed = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Spliterator<Integer> source =
          Spliterators.spliteratorUnknownSize(new LateSource(gives), Spliterator.ORDERED);
      results =
          pool.over(StreamSupport.stream(source, false).onClose(sourceClosed::countDown))
              .map(x -> x);
      values = results.iterator();
      values.next();
      begun.await();
      results.close();
      report = results.report();
      mayEnd.countDown();
      assertThat(sourceClosed.await(60, TimeUnit.SECONDS)).isTrue(); // By who reads, behind that.
    }
    row = results.progress();

    assertThat(report.taken()).isOne();
    assertThat(results.report()).isEqualTo(report);
    assertThat(row.counts()).isEqualTo(report.counts());
    assertThat(row.total()).isNull();
    assertThat(leftOf(values)).isEmpty();
  }

  /** Says when its workers are told to cancel. */
  private record Told(Backend threads, List<Object> told) implements Backend {
    @Override
    public int workers() {
      return threads.workers();
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      Worker worker = threads.worker(number, listener);
      return new Worker() {
        @Override
        public void prepare() throws InterruptedException {
          worker.prepare();
        }

        @Override
        public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
          worker.perform(batch);
        }

        @Override
        public void cancel() {
          told.add("cancel");
          worker.cancel();
        }

        @Override
        public void close() {
          worker.close();
        }
      };
    }
  }

  /** The tasks of all runs share the time that they have to end. */
  @Test
  void shouldTellAllRunsToEndBeforeItWaitsForOne() throws Exception {
    int runs = 3;
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(runs);
    Pool pool =
        Pool.on(new Told(Threads.of(runs), told))
            .quiet()
            .withListener(
                event -> {
                  if (event instanceof ProgressEvent.JobEnded) {
                    told.add("ended");
                  }
                });
    for (int i = 0; i < runs; i++) {
      pool.map(
              List.of(1),
              x -> {
                all.countDown();
                mayEnd.await();
                return x;
              })
          .toListAsync();
    }
    all.await();
    pool.close();

    assertThat(told).containsExactly("cancel", "cancel", "cancel", "ended", "ended", "ended");
  }

  @Test
  void shouldShowTheEndOfAllRunsAtOnce() {
    List<List<Row.State>> shown = new ArrayList<>();
    Display display =
        Display.manual(
            () -> 0, snapshot -> shown.add(snapshot.rows().stream().map(Row::state).toList()));
    try (Pool pool = Pool.on(Threads.of(1)).on(display)) {
      for (int run = 0; run < 3; run++) {
        assertThat(pool.over(Stream.iterate(0, x -> x + 1)).map(x -> x).iterator().next()).isZero();
      }
    }

    assertThat(shown).containsExactly(Collections.nCopies(3, Row.State.STOPPED));
  }

  @Test
  void shouldCloseTheStateOfATaskThatClosesItsOwnResults() {
    AtomicReference<Results<Integer, Integer>> results = new AtomicReference<>();
    AtomicBoolean used = new AtomicBoolean();
    try (Pool pool = Pool.on(Serial.here()).quiet().withListener(events::add)) {
      results.set(
          pool.over(List.of(1, 2, 3))
              .map(
                  () -> (AutoCloseable) stateClosed::countDown,
                  (state, x) -> {
                    results.get().close();
                    used.set(stateClosed.getCount() == 1);
                    return x;
                  }));
      Iterator<Integer> values = results.get().iterator();
      assertThatThrownBy(values::hasNext).isInstanceOf(JobCancelledException.class);
    }

    assertThat(used).as("open while the task uses it").isTrue();
    assertThat(stateClosed.getCount()).as("closed after it").isZero();
    assertThat(results.get().report().counts().cancelled()).isOne();
    assertThat(results.get().report().counts().ended()).isZero();
    assertThat(events.get(events.size() - 1)).isInstanceOf(ProgressEvent.JobEnded.class);
  }
}
