package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Counts;
import dev.headway.work.Backend;
import dev.headway.work.JournalException;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is recorded does not run again, and is delivered as if it had. */
@Timeout(180)
class JournalTest {
  private static final int COUNT = 500;

  @TempDir Path folder;

  /** What ran, in the order in which it did. */
  private final List<Object> ran = Collections.synchronizedList(new ArrayList<>());

  static Stream<Backend> backends() {
    return Stream.of(Serial.here(), Threads.of(4));
  }

  private Journal<Object> journal() {
    return Journal.at(folder.resolve("job.hwj"));
  }

  private String ranWith(Object input) {
    ran.add(input);
    return "<" + input + ">";
  }

  private String fails(Integer input, Set<Integer> failing) throws IOException {
    ran.add(input);
    if (failing.contains(input)) {
      throw new IOException("cannot read " + input);
    }
    return "<" + input + ">";
  }

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private List<String> all(Backend backend, List<?> inputs) {
    ran.clear();
    try (Pool pool = Pool.on(backend).quiet()) {
      return pool.<Object>over(inputs).journal(journal()).map(this::ranWith).toList();
    }
  }

  private static List<String> expected(List<?> inputs) {
    return inputs.stream().map(input -> "<" + input + ">").toList();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDeliverAllAndRunNothingAgain(Backend backend) {
    List<Integer> inputs = inputs(COUNT);

    assertThat(all(backend, inputs)).isEqualTo(expected(inputs));
    assertThat(ran).containsExactlyInAnyOrderElementsOf(inputs);
    assertThat(all(backend, inputs)).isEqualTo(expected(inputs));
    assertThat(ran).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRunOnlyWhatIsNewHoweverInputsAreOrdered(Backend backend) {
    List<Integer> some = inputs(COUNT);
    all(backend, some);
    List<Integer> more = new ArrayList<>(inputs(2 * COUNT));
    more.remove(COUNT / 2);
    Collections.shuffle(more, new java.util.Random(5));

    assertThat(all(backend, more)).isEqualTo(expected(more));
    assertThat(ran)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(COUNT, 2 * COUNT).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRunEqualInputsAsOftenAsTheyOccur(Backend backend) {
    assertThat(all(backend, List.of("a", "b", "a"))).containsExactly("<a>", "<b>", "<a>");
    assertThat(ran).containsExactlyInAnyOrder("a", "b", "a");
    assertThat(all(backend, List.of("a", "a", "b", "a"))).hasSize(4);
    assertThat(ran).containsExactly("a");
    all(backend, List.of("a", "a"));
    assertThat(ran).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRunAgainWhatFailed(Backend backend) {
    Set<Integer> failing = ConcurrentHashMap.newKeySet();
    failing.addAll(List.of(3, 77));
    try (Pool pool = Pool.on(backend).quiet()) {
      Job<Integer> job = pool.over(inputs(100)).journal(journal());
      job.map((Integer x) -> fails(x, failing)).outcomes().forEach(one -> {});
      ran.clear();
      failing.clear();
      Results<Integer, String> results = job.map((Integer x) -> fails(x, failing));

      List<Outcome<Integer, String>> outcomes = new ArrayList<>();
      results.outcomes().forEach(outcomes::add);
      assertThat(ran).containsExactlyInAnyOrder(3, 77);
      assertThat(outcomes).extracting(Outcome::index).isSorted().hasSize(100);
      assertThat(outcomes).allMatch(Outcome::succeeded);
      assertThat(outcomes).allMatch(one -> one.replayed() != Set.of(3, 77).contains(one.input()));
      assertThat(outcomes)
          .allMatch(one -> one.attempts() == (one.replayed() ? 0 : 1), "attempts of this run");
      assertThat(results.report().counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 98));
      assertThat(results.report().taken()).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDeliverFailuresAgainIfNothingIsToRunAgain(Backend backend) {
    Set<Integer> failing = Set.of(3, 77);
    try (Pool pool = Pool.on(backend).quiet()) {
      Job<Integer> job = pool.over(inputs(100)).journal(journal().rerun(Journal.Rerun.NOTHING));
      job.map((Integer x) -> fails(x, failing)).outcomes().forEach(one -> {});
      ran.clear();

      List<Outcome<Integer, String>> outcomes = new ArrayList<>();
      job.map((Integer x) -> fails(x, failing)).outcomes().forEach(outcomes::add);
      assertThat(ran).isEmpty();
      assertThat(outcomes).hasSize(100).allMatch(Outcome::replayed);
      assertThat(outcomes.get(77)).isInstanceOf(Outcome.Failure.class);
      assertThat(outcomes.get(77).error()).hasToString("java.io.IOException: cannot read 77");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRunAllAgainIfAsked(Backend backend) {
    all(backend, inputs(COUNT));
    ran.clear();
    try (Pool pool = Pool.on(backend).quiet()) {
      pool.<Object>over(inputs(COUNT))
          .journal(journal().rerun(Journal.Rerun.ALL))
          .map(this::ranWith)
          .toList();
    }

    assertThat(ran).hasSize(COUNT);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldGoOnInASourceWithoutEnd(Backend backend) {
    // The end of a run may find each thread with a task that is not recorded.
    int cutOff = backend.runsInCallersThread() ? 0 : backend.workers();
    List<Object> all = new ArrayList<>();
    for (int run = 1; run <= 3; run++) {
      int delivered = 100 * (run - 1);
      ran.clear();
      try (Pool pool = Pool.on(backend).quiet();
          Results<Integer, String> results =
              pool.over(Stream.iterate(0, x -> x + 1))
                  .journal(journal())
                  .map((Integer x) -> ranWith(x))) {
        assertThat(results.stream().limit(100L * run).toList())
            .isEqualTo(expected(inputs(100 * run)));
      }
      assertThat(new ArrayList<>(ran)).doesNotHaveDuplicates().allMatch(x -> (int) x >= delivered);
      all.addAll(ran);
    }

    assertThat(all.size() - new HashSet<>(all).size()).isLessThanOrEqualTo(2 * cutOff);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDeliverWhatIsDoneInAnyOrderIfNoneIsWanted(Backend backend) {
    List<Integer> inputs = inputs(COUNT);
    all(backend, inputs.subList(0, COUNT / 2));
    ran.clear();
    try (Pool pool = Pool.on(backend).quiet()) {
      List<String> values = new ArrayList<>();
      pool.<Object>over(inputs)
          .unordered()
          .journal(journal())
          .map(this::ranWith)
          .forEach(values::add);

      assertThat(values).containsExactlyInAnyOrderElementsOf(expected(inputs));
      assertThat(ran).hasSize(COUNT / 2);
    }
  }

  /** Holes everywhere: what is done and what is not take turns, in a small window. */
  @ParameterizedTest
  @MethodSource("backends")
  void shouldKeepTheOrderWithHolesEverywhere(Backend backend) {
    List<Integer> inputs = inputs(3 * COUNT);
    all(backend, inputs.stream().filter(x -> x % 3 != 1).toList());
    ran.clear();
    try (Pool pool = Pool.on(backend).quiet()) {
      List<String> values = new ArrayList<>();
      pool.<Object>over(inputs)
          .window(7)
          .journal(journal())
          .map(this::ranWith)
          .forEach(values::add);

      assertThat(values).isEqualTo(expected(inputs));
      assertThat(ran).hasSize(COUNT);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldKeepNullsAndRunAgainWhatCannotBeKept(Backend backend) {
    for (int run = 0; run < 2; run++) {
      ran.clear();
      try (Pool pool = Pool.on(backend).quiet()) {
        List<Object> values =
            pool.over(List.of("null", "object"))
                .journal(journal())
                .<Object>map(
                    x -> {
                      ran.add(x);
                      return x.equals("null") ? null : new Object();
                    })
                .toList();
        assertThat(values.get(0)).isNull();
        assertThat(values.get(1)).isExactlyInstanceOf(Object.class);
      }
    }

    assertThat(ran).containsExactly("object");
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRecordBeforeTheDiskIsAskedIfDurable(Backend backend) throws IOException {
    Path file = folder.resolve("job.hwj");
    try (Pool pool = Pool.on(backend).quiet();
        Results<Integer, String> results =
            pool.over(inputs(50)).journal(journal().durable()).map((Integer x) -> ranWith(x))) {
      Path copy = folder.resolve("copy.hwj");
      for (Outcome<Integer, String> one : results.outcomes()) {
        Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        // As if the power had failed now: what was delivered is in the file.
        assertThat(doneIn(copy)).contains(one.input());
      }
    }
  }

  private List<Integer> doneIn(Path file) {
    List<Integer> done = new ArrayList<>();
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      pool.over(inputs(50))
          .journal(Journal.at(file))
          .<@org.jspecify.annotations.Nullable String>map(x -> null)
          .outcomes()
          .forEach(
              one -> {
                if (one.replayed()) {
                  done.add(one.input());
                }
              });
    }
    return done;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRefuseASecondRunBeforeAnythingRuns(Backend backend) {
    try (Pool pool = Pool.on(backend).quiet();
        Results<Integer, String> first =
            pool.over(inputs(COUNT))
                .window(2) // It cannot end while nobody takes more.
                .journal(journal())
                .map((Integer x) -> ranWith(x))) {
      first.iterator().next();
      List<Integer> others = Collections.synchronizedList(new ArrayList<>());

      assertThatThrownBy(
              () ->
                  pool.over(inputs(10))
                      .journal(journal())
                      .map((Integer x) -> others.add(x))
                      .toList())
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("job.hwj");
      assertThat(others).isEmpty();
    }
    assertThat(all(backend, inputs(COUNT))).hasSize(COUNT); // It is free again.
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRefuseAPlaceWhereNothingCanBeWritten(Backend backend) {
    Path missing = folder.resolve("no/such/folder/job.hwj");
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThatThrownBy(
              () ->
                  pool.over(inputs(10))
                      .journal(Journal.at(missing))
                      .map((Integer x) -> ranWith(x))
                      .toList())
          .isInstanceOf(JournalException.class);
    }

    assertThat(ran).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldLetGoOfTheFileWhenTheSourceCannotTellItsSize(Backend backend) {
    List<Integer> broken =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            return index;
          }

          @Override
          public int size() {
            throw new IllegalStateException("The session is closed.");
          }
        };
    assertThatThrownBy(() -> all(backend, broken)).hasMessage("The session is closed.");

    assertThat(all(backend, inputs(10))).hasSize(10);
  }
}
