package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Counts;
import dev.headway.progress.ProgressEvent;
import dev.headway.work.Backend;
import dev.headway.work.JournalException;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, versions, and journals of marks alone. */
@Timeout(180)
class JournalSettingsTest {
  @TempDir Path folder;

  private final List<Object> ran = Collections.synchronizedList(new ArrayList<>());

  /** Has no content that a journal can tell. */
  private static final class Order {
    private final int id;

    Order(int id) {
      this.id = id;
    }

    int id() {
      return id;
    }
  }

  private Journal<Object> journal() {
    return Journal.at(folder.resolve("job.hwj"));
  }

  private static List<Order> orders(int count) {
    return IntStream.range(0, count).mapToObj(Order::new).toList();
  }

  private int send(Order order) {
    ran.add(order.id());
    return order.id();
  }

  private List<Integer> run(Journal<? super Order> journal) {
    ran.clear();
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      return pool.over(orders(20)).journal(journal).map(this::send).toList();
    }
  }

  /** In one expression, by a name, and for inputs of a class above: each has to compile. */
  @Test
  void shouldTakeTheTypeOfItsInputs() {
    Path path = folder.resolve("typed.hwj");
    Journal<Integer> named = Journal.at(path);
    Journal<Integer> strict = Journal.<Integer>at(path).strict();
    Journal<Object> forAll = Journal.at(path);
    List<Integer> inputs = List.of(1, 2, 3);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Job<Integer> job = pool.over(inputs);
      assertThat(job.journal(Journal.at(path)).map(this::ranWith).toList()).isEqualTo(inputs);
      assertThat(job.journal(Journal.at(path).strict()).map(this::ranWith).toList()).hasSize(3);
      for (Journal<? super Integer> each :
          List.<Journal<? super Integer>>of(named, strict, forAll)) {
        assertThat(job.journal(each).map(this::ranWith).toList()).isEqualTo(inputs);
      }
    }

    assertThat(ran).hasSize(3);
  }

  private Integer ranWith(Integer input) {
    ran.add(input);
    return input;
  }

  @Test
  void shouldAskForAKeyBeforeAnythingRuns() {
    assertThatThrownBy(() -> run(journal()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Journal.key");
    assertThat(ran).isEmpty();
    assertThat(run(journal().key(Order::id))).hasSize(20); // The file is free.
  }

  @Test
  void shouldAskForAKeyBeforeATaskOfALazySourceRuns() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      assertThatThrownBy(
              () -> pool.over(orders(20).iterator()).journal(journal()).map(this::send).toList())
          .isInstanceOf(JobException.class)
          .hasCauseInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Journal.key");
    }
    assertThat(ran).isEmpty();
  }

  @Test
  void shouldTellInputsApartByTheirKey() {
    run(journal().key(Order::id));

    assertThat(run(journal().key(Order::id))).hasSize(20);
    assertThat(ran).isEmpty();
    assertThat(run(journal().key((Order order) -> "no " + order.id()))).hasSize(20);
    assertThat(ran).hasSize(20);
  }

  @Test
  void shouldEndTheRunIfAKeyCannotBeMade() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      assertThatThrownBy(
              () ->
                  pool.over(Stream.of(4, 2, 0, 1))
                      .journal(journal().key((Integer x) -> 100 / x))
                      .map(x -> x)
                      .toList())
          .isInstanceOf(JobException.class)
          .hasCauseInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void shouldRefuseAnotherVersionAndNameTheWaysOn() {
    run(journal().key(Order::id).version("1"));
    assertThatThrownBy(() -> run(journal().key(Order::id).version("2")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("\"1\"")
        .hasMessageContaining("\"2\"");
    assertThat(ran).isEmpty();
  }

  /** The name of a job is a label, which may have the date in it. */
  @Test
  void shouldGoOnUnderAnotherNameOfTheJob() {
    for (String name : List.of("orders of Monday", "orders of Tuesday")) {
      ran.clear();
      try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
        Job<Order> job = pool.over(orders(20)).named(name).journal(journal().key(Order::id));
        assertThat(job.map(this::send).toList()).hasSize(20);
      }
    }

    assertThat(ran).isEmpty();
  }

  @Test
  void shouldAcceptAnotherVersionIfAsked() {
    run(journal().key(Order::id).version("1"));
    Journal<Order> second = journal().key(Order::id);
    run(second.version("2").otherVersion(Journal.OtherVersion.ACCEPT));
    assertThat(ran).isEmpty();
    run(second.version("2"));
    assertThat(ran).isEmpty(); // It is of the second version from then on.
  }

  @Test
  void shouldStartAfreshWithAnotherVersionIfAsked() {
    run(journal().key(Order::id).version("1"));
    Journal<Order> second =
        journal().key(Order::id).version("2").otherVersion(Journal.OtherVersion.START_AFRESH);
    run(second);
    assertThat(ran).hasSize(20);
    run(second);
    assertThat(ran).isEmpty();
  }

  @Test
  void shouldSkipWhatIsMarked() {
    Journal<Order> marks = journal().<Order>key(Order::id).marksOnly();
    assertThat(run(marks)).hasSize(20);
    ran.clear();
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Order, Integer> results = pool.over(orders(30)).journal(marks).map(this::send);

      assertThat(results.toList())
          .containsExactlyElementsOf(IntStream.range(20, 30).boxed().toList());
      assertThat(ran).hasSize(10);
      assertThat(results.report().counts()).isEqualTo(new Counts(10, 0, 0, 0, 0, 0, 20));
    }
  }

  @Test
  void shouldNotMarkWhatFailed() {
    for (int run = 0; run < 2; run++) {
      ran.clear();
      try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
        pool.over(List.of(1, 2, 3))
            .journal(journal().marksOnly())
            .map(
                (Integer x) -> {
                  ran.add(x);
                  return 6 / (x - 2);
                })
            .outcomes()
            .forEach(one -> {});
      }
    }

    assertThat(ran).containsExactly(2);
  }

  /** What the consumer has not finished is not marked: the mark comes with the next question. */
  @Test
  void shouldMarkWhatTheConsumerHasTakenWhenItAsksForMore() {
    Journal<Order> marks = journal().<Order>key(Order::id).marksOnly();
    try (Pool pool = Pool.on(Threads.of(1)).quiet();
        Results<Order, Integer> results = pool.over(orders(20)).journal(marks).map(this::send)) {
      Iterator<Integer> values = results.iterator();
      for (int i = 0; i < 5; i++) {
        assertThat(values.next()).isEqualTo(i);
      }
    } // It took five, and asked for no sixth.

    run(marks);
    assertThat(ran).contains(4).doesNotContain(0, 1, 2, 3).hasSize(16);
  }

  /** Nobody knows whether its consumer goes on; with its pool it cannot begin another run. */
  @ParameterizedTest
  @MethodSource("backends")
  void shouldBeFreeWhenThePoolIsClosedThoughNotAllWasTaken(Backend backend) throws Exception {
    Journal<Order> marks = journal().<Order>key(Order::id).marksOnly();
    CountDownLatch allEnded = new CountDownLatch(1);
    try (Pool pool =
        Pool.on(backend)
            .quiet()
            .withListener(
                event -> {
                  if (event instanceof ProgressEvent.JobEnded) {
                    allEnded.countDown();
                  }
                })) {
      pool.over(orders(3)).journal(marks).map(this::send).iterator().next();
      allEnded.await();
    }

    run(marks);
    assertThat(ran).contains(1, 2, 19);
  }

  static Stream<Backend> backends() {
    return Stream.of(Threads.of(2), Threads.using(ForkJoinPool.commonPool(), 2));
  }

  @Test
  void shouldEndWellIfTheLastIsMarkedToo() {
    Journal<Order> marks = journal().<Order>key(Order::id).marksOnly();
    AtomicInteger delivered = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
        pool.over(orders(20))
            .journal(marks)
            .map(this::send)
            .outcomes()
            .forEach(one -> delivered.incrementAndGet());
      }
    }

    assertThat(delivered).hasValue(20);
    assertThat(ran).hasSize(20);
  }

  @Test
  void shouldRunAgainWhatHasOnlyAMarkIfValuesAreWanted() {
    run(journal().<Order>key(Order::id).marksOnly());

    assertThat(run(journal().key(Order::id))).hasSize(20);
    assertThat(ran).hasSize(20);
  }

  @Test
  void shouldNotCountAttemptsOfEarlierRuns() {
    AtomicInteger calls = new AtomicInteger();
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Job<String> job =
          pool.over(List.of("a"))
              .journal(journal())
              .attempts(2)
              .backoff(x -> java.time.Duration.ZERO);
      for (int run = 0; run < 2; run++) {
        List<Outcome<String, String>> outcomes = new ArrayList<>();
        job.<String>map(
                x -> {
                  calls.incrementAndGet();
                  throw new IllegalStateException("always");
                })
            .outcomes()
            .forEach(outcomes::add);
        assertThat(outcomes.get(0).attempts()).isEqualTo(2);
        assertThat(outcomes.get(0).replayed()).isFalse();
      }
    }

    assertThat(calls).hasValue(4);
  }
}
