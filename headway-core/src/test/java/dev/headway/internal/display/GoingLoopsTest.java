package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops that only look as if they were left. */
@Timeout(60)
class GoingLoopsTest {
  private final Loops loops = new Loops();

  @AfterEach
  void close() {
    loops.close();
  }

  @Test
  void shouldNotTakeALoopForLeftThatGoesOnDeeperDown() {
    for (int x : loops.over("outer")) {
      loops.complete("middle");
      loops.over("for each").forEach(y -> loops.complete("inner"));
      loops.complete("middle");
      Stream<Integer> stream = ProgressWrappers.stream(loops.display, "stream", Loops.TEN.stream());
      assertThat(stream.mapToInt(y -> loops.complete("inner")).sum()).isEqualTo(100);
    }
    loops.tick();
    assertThat(loops.ended).allMatch(Row::complete).hasSize(10 * (1 + 1 + 10 + 1 + 1 + 10) + 1);
    assertThat(loops.ended.stream().filter(row -> row.label().equals("inner")))
        .allMatch(row -> row.depth() == 2);
  }

  @Test
  void shouldNotTakeALoopForLeftThatIsSlow() {
    for (int x : loops.over("slow")) {
      loops.tickFor(x == 0 ? 100 : 1);
      assertThat(loops.labels()).containsExactly("slow");
    }
    assertThat(loops.ends()).containsExactly("slow 10 FINISHED");
  }

  @Test
  void shouldLeaveALoopAloneThatAnotherThreadGoesOnWith() throws Exception {
    Iterator<Integer> shared = loops.over("shared").iterator();
    shared.next();
    Thread thread = new Thread(shared::next);
    thread.start();
    thread.join();
    for (int x : loops.over("own")) {
      loops.tick();
      assertThat(loops.labels()).containsExactly("shared", "own");
    }
    shared.forEachRemaining(x -> {});
    assertThat(loops.ends()).containsExactly("own 10 FINISHED", "shared 10 FINISHED");
  }

  @Test
  void shouldLeaveIteratorsAloneThatAreAskedInTurn() {
    List<Iterator<Integer>> all = new ArrayList<>();
    for (String label : List.of("a", "b", "c")) {
      all.add(loops.over(label).iterator());
    }
    for (int round = 0; round < 10; round++) {
      for (Iterator<Integer> one : all) {
        if (one.hasNext()) {
          one.next();
        }
      }
      loops.tick();
      assertThat(loops.labels()).hasSize(3);
    }
    all.forEach(Iterator::hasNext);
    assertThat(loops.ends()).containsExactly("a 10 FINISHED", "b 10 FINISHED", "c 10 FINISHED");
  }

  @Test
  void shouldGoOnWithALoopThatWasTakenForLeft() {
    Iterator<Integer> all = loops.over("in parts").iterator();
    take(all, 3);
    assertThat(loops.complete("between")).isEqualTo(10);
    loops.tick();
    assertThat(loops.ends()).contains("in parts 3 STOPPED");
    loops.clock.addAndGet(Loops.SECOND);
    take(all, 100);
    assertThat(loops.ends()).endsWith("in parts 10 FINISHED");
    assertThat(loops.ended.get(loops.ended.size() - 1).elapsedNanos()).isGreaterThan(Loops.SECOND);
  }

  private static void take(Iterator<Integer> all, int most) {
    int taken = 0;
    while (all.hasNext() && taken < most) {
      all.next();
      taken++;
    }
  }

  @Test
  void shouldPredictNothingForALoopThatMayBeLeft() {
    Iterator<Integer> all = loops.over("held").iterator();
    for (int i = 0; i < 5; i++) {
      all.next();
      loops.tickFor(1);
    }
    assertThat(loops.going.get(0).forecast()).isNotNull();
    loops.tickFor(9);
    assertThat(loops.going.get(0).forecast()).isNotNull();
    loops.tickFor(10);
    assertThat(loops.going.get(0).forecast()).isNull();
    all.next();
    loops.tick();
    assertThat(loops.going.get(0).forecast()).isNotNull();
  }
}
