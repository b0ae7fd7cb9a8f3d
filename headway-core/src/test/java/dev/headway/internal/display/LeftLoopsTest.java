package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops that do not come to their end, and those that only look so. */
@Timeout(60)
class LeftLoopsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  private final AtomicLong clock = new AtomicLong();
  private final List<Row> ended = new ArrayList<>();
  private List<Row> going = List.of();
  private final LiveDisplay display = LiveDisplay.manual(clock::get, this::show);

  private void show(Snapshot snapshot) {
    going = snapshot.rows().stream().filter(row -> row.state() == Row.State.RUNNING).toList();
    snapshot.rows().stream().filter(row -> row.state() != Row.State.RUNNING).forEach(ended::add);
  }

  @AfterEach
  void closeAll() {
    display.stopAll();
    display.tick();
  }

  private CountedIterable<Integer> over(String label) {
    return new CountedIterable<>(display, label, TEN);
  }

  private void tick() {
    going = List.of();
    clock.addAndGet(SECOND / 10);
    display.tick();
  }

  private void tickFor(int seconds) {
    for (int i = 0; i < 10 * seconds; i++) {
      tick();
    }
  }

  private List<String> labels() {
    return going.stream().map(row -> "  ".repeat(row.depth()) + row.label()).toList();
  }

  private List<String> ends() {
    return ended.stream()
        .map(row -> row.label() + " " + row.counts().settled() + " " + row.state())
        .toList();
  }

  @Test
  void shouldEndEachOfManyThatAreLeftByBreak() {
    for (int i = 0; i < 50; i++) {
      for (int x : over("inner " + i)) {
        tick();
        assertThat(labels()).containsExactly("inner " + i);
        if (x == 3) {
          break;
        }
      }
    }
    assertThat(ends()).hasSize(49).startsWith("inner 0 3 STOPPED").endsWith("inner 48 3 STOPPED");
  }

  @Test
  void shouldEndOneThatIsLeftWhenTheLoopAroundItGoesOn() {
    for (int x : over("outer")) {
      tick();
      assertThat(labels()).containsExactly("outer");
      for (int y : over("inner")) {
        tick();
        assertThat(labels()).containsExactly("outer", "  inner");
        if (y == 2) {
          break;
        }
      }
      tick();
    }
    assertThat(ends())
        .hasSize(11)
        .contains("outer 10 FINISHED")
        .filteredOn(end -> end.equals("inner 2 STOPPED"))
        .hasSize(10);
  }

  @Test
  void shouldEndOneThatIsLeftByAnException() {
    for (int x : over("outer")) {
      assertThatThrownBy(() -> failing("inner")).hasMessage("at 4");
    }
    tick();
    assertThat(ends()).contains("inner 4 STOPPED", "outer 10 FINISHED");
    assertThat(labels()).isEmpty();
  }

  private void failing(String label) {
    for (int y : over(label)) {
      tick();
      if (y == 4) {
        throw new IllegalStateException("at 4");
      }
    }
  }

  @Test
  void shouldNotSayThatStepsTookNoTime() {
    for (int round = 0; round < 2; round++) {
      for (int x : over("unseen")) {
        clock.addAndGet(SECOND / 100);
        if (x == 3) {
          break;
        }
      }
    }
    display.tick();
    assertThat(ended.get(0).elapsedNanos()).isEqualTo(4 * SECOND / 100);
  }

  @Test
  void shouldEndOneThatIsLeftWhenTheSameMethodBeginsAnother() {
    for (int x : over("first")) {
      if (x == 3) {
        break;
      }
    }
    for (int x : over("second")) {
      tick();
      assertThat(labels()).containsExactly("second");
    }
    tick();
    assertThat(ends()).containsExactly("first 3 STOPPED", "second 10 FINISHED");
  }

  @Test
  void shouldEndOneThatIsLeftWhenAnotherMethodBeginsAnything() {
    assertThatThrownBy(() -> failing("a")).hasMessage("at 4");
    try (ProgressHandle byHand = Handles.begin(display, "by hand", null)) {
      byHand.advance();
      tick();
      assertThat(labels()).containsExactly("by hand");
    }
    leaving("b");
    leaving("c");
    tick();
    assertThat(labels()).containsExactly("c");
    assertThat(ends()).contains("a 4 STOPPED", "b 1 STOPPED");
  }

  private void leaving(String label) {
    Iterator<Integer> all = over(label).iterator();
    while (all.hasNext()) {
      if (all.next() == 1) {
        return;
      }
    }
  }

  @Test
  void shouldKnowLoopsOfEveryShape() {
    for (int round = 0; round < 2; round++) {
      for (int x : over("switch")) {
        switch (x) {
          case 0, 1, 2 -> tick();
          case 100, 7000 -> clock.incrementAndGet();
          default -> {
            break;
          }
        }
        if (x == 5) {
          break;
        }
      }
      long wide = 1;
      Iterator<Integer> it = over("while").iterator();
      while (it.hasNext()) {
        wide += it.next() * 3L;
        if (wide > 10) {
          break;
        }
        tick();
      }
      Iterator<Integer> last = over("do").iterator();
      do {
        wide += last.next();
      } while (last.hasNext() && wide < 30);
    }
    assertThat(complete("other")).isEqualTo(10);
    tick();
    assertThat(ends())
        .filteredOn(end -> end.startsWith("switch") || end.startsWith("while"))
        .hasSize(4)
        .allMatch(end -> end.endsWith("STOPPED"));
  }

  @Test
  void shouldEndAnInnerOneOfTwoThatAreLeftTogether() {
    search:
    for (int x : over("outer")) {
      for (int y : over("inner")) {
        if (y == 1) {
          break search;
        }
      }
    }
    for (int x : over("next")) {
      tick();
      assertThat(labels()).containsExactly("next");
    }
    assertThat(ends()).startsWith("outer 0 STOPPED", "inner 1 STOPPED");
  }

  @Test
  void shouldNotTakeALoopForLeftThatGoesOnDeeperDown() {
    for (int x : over("outer")) {
      complete("middle");
      over("for each").forEach(y -> complete("inner"));
      complete("middle");
      Stream<Integer> stream = ProgressWrappers.stream(display, "stream", TEN.stream());
      assertThat(stream.mapToInt(y -> complete("inner")).sum()).isEqualTo(100);
    }
    tick();
    assertThat(ended).allMatch(Row::complete).hasSize(10 * (1 + 1 + 10 + 1 + 1 + 10) + 1);
    assertThat(ended.stream().filter(row -> row.label().equals("inner")))
        .allMatch(row -> row.depth() == 2);
  }

  private int complete(String label) {
    int count = 0;
    for (int y : over(label)) {
      count++;
    }
    return count;
  }

  @Test
  void shouldFindAStreamThatHadEnough() {
    assertThat(ProgressWrappers.stream(display, "limit", TEN.stream()).limit(3).toList())
        .hasSize(3);
    assertThat(ProgressWrappers.stream(display, "first", TEN.stream()).findFirst()).contains(0);
    for (int x : over("next")) {
      tick();
      assertThat(labels()).containsExactly("next");
    }
    assertThat(ended.subList(0, 2)).allMatch(row -> row.state() == Row.State.STOPPED);
  }

  @Test
  void shouldFindOneThatIsLeftThoughNothingElseBegins() {
    leaving("left");
    tick();
    assertThat(labels()).containsExactly("left");
    tickFor(4);
    assertThat(labels()).isEmpty();
    assertThat(ends()).containsExactly("left 1 STOPPED");
    assertThat(ended.get(0).elapsedNanos()).as("to its last step").isLessThan(SECOND);
  }

  @Test
  void shouldFindOneThatIsLeftThoughItsMethodGoesOn() {
    for (int x : over("left")) {
      if (x == 3) {
        break;
      }
    }
    tickFor(4);
    assertThat(ends()).containsExactly("left 3 STOPPED");
  }

  @Test
  void shouldNotTakeALoopForLeftThatIsSlow() {
    for (int x : over("slow")) {
      tickFor(x == 0 ? 100 : 1);
      assertThat(labels()).containsExactly("slow");
    }
    assertThat(ends()).containsExactly("slow 10 FINISHED");
  }

  @Test
  void shouldEndTheLoopOfAThreadThatIsDead() throws Exception {
    Thread thread = new Thread(() -> leaving("dead"));
    thread.start();
    thread.join();
    tick();
    tick();
    assertThat(ends()).containsExactly("dead 1 STOPPED");
  }

  @Test
  void shouldLeaveALoopAloneThatAnotherThreadGoesOnWith() throws Exception {
    Iterator<Integer> shared = over("shared").iterator();
    shared.next();
    Thread thread = new Thread(shared::next);
    thread.start();
    thread.join();
    for (int x : over("own")) {
      tick();
      assertThat(labels()).containsExactly("shared", "own");
    }
    shared.forEachRemaining(x -> {});
    assertThat(ends()).containsExactly("own 10 FINISHED", "shared 10 FINISHED");
  }

  @Test
  void shouldLeaveIteratorsAloneThatAreAskedInTurn() {
    List<Iterator<Integer>> all = new ArrayList<>();
    for (String label : List.of("a", "b", "c")) {
      all.add(over(label).iterator());
    }
    for (int round = 0; round < 10; round++) {
      for (Iterator<Integer> one : all) {
        if (one.hasNext()) {
          one.next();
        }
      }
      tick();
      assertThat(labels()).hasSize(3);
    }
    all.forEach(Iterator::hasNext);
    assertThat(ends()).containsExactly("a 10 FINISHED", "b 10 FINISHED", "c 10 FINISHED");
  }

  @Test
  void shouldGoOnWithALoopThatWasTakenForLeft() {
    Iterator<Integer> all = over("in parts").iterator();
    take(all, 3);
    assertThat(complete("between")).isEqualTo(10);
    tick();
    assertThat(ends()).contains("in parts 3 STOPPED");
    clock.addAndGet(SECOND);
    take(all, 100);
    assertThat(ends()).endsWith("in parts 10 FINISHED");
    assertThat(ended.get(ended.size() - 1).elapsedNanos()).isGreaterThan(SECOND);
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
    Iterator<Integer> all = over("held").iterator();
    for (int i = 0; i < 5; i++) {
      all.next();
      tickFor(1);
    }
    assertThat(going.get(0).forecast()).isNotNull();
    tickFor(9);
    assertThat(going.get(0).forecast()).isNotNull();
    tickFor(10);
    assertThat(going.get(0).forecast()).isNull();
    all.next();
    tick();
    assertThat(going.get(0).forecast()).isNotNull();
  }
}
