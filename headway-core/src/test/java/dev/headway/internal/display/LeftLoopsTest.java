package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops that do not come to their end. */
@Timeout(60)
class LeftLoopsTest {
  private final Loops loops = new Loops();

  @AfterEach
  void close() {
    loops.close();
  }

  @Test
  void shouldEndEachOfManyThatAreLeftByBreak() {
    for (int i = 0; i < 50; i++) {
      for (int x : loops.over("inner " + i)) {
        loops.tick();
        assertThat(loops.labels()).containsExactly("inner " + i);
        if (x == 3) {
          break;
        }
      }
    }
    assertThat(loops.ends())
        .hasSize(49)
        .startsWith("inner 0 3 STOPPED")
        .endsWith("inner 48 3 STOPPED");
  }

  @Test
  void shouldEndOneThatIsLeftWhenTheLoopAroundItGoesOn() {
    for (int x : loops.over("outer")) {
      loops.tick();
      assertThat(loops.labels()).containsExactly("outer");
      for (int y : loops.over("inner")) {
        loops.tick();
        assertThat(loops.labels()).containsExactly("outer", "  inner");
        if (y == 2) {
          break;
        }
      }
      loops.tick();
    }
    assertThat(loops.ends())
        .hasSize(11)
        .contains("outer 10 FINISHED")
        .filteredOn(end -> end.equals("inner 2 STOPPED"))
        .hasSize(10);
  }

  @Test
  void shouldEndOneThatIsLeftByAnException() {
    for (int x : loops.over("outer")) {
      assertThatThrownBy(() -> failing("inner")).hasMessage("at 4");
    }
    loops.tick();
    assertThat(loops.ends()).contains("inner 4 STOPPED", "outer 10 FINISHED");
    assertThat(loops.labels()).isEmpty();
  }

  private void failing(String label) {
    for (int y : loops.over(label)) {
      loops.tick();
      if (y == 4) {
        throw new IllegalStateException("at 4");
      }
    }
  }

  @Test
  void shouldNotSayThatStepsTookNoTime() {
    for (int round = 0; round < 2; round++) {
      for (int x : loops.over("unseen")) {
        loops.clock.addAndGet(Loops.SECOND / 100);
        if (x == 3) {
          break;
        }
      }
    }
    loops.display.tick();
    assertThat(loops.ended.get(0).elapsedNanos()).isEqualTo(4 * Loops.SECOND / 100);
  }

  @Test
  void shouldEndOneThatIsLeftWhenTheSameMethodBeginsAnother() {
    for (int x : loops.over("first")) {
      if (x == 3) {
        break;
      }
    }
    for (int x : loops.over("second")) {
      loops.tick();
      assertThat(loops.labels()).containsExactly("second");
    }
    loops.tick();
    assertThat(loops.ends()).containsExactly("first 3 STOPPED", "second 10 FINISHED");
  }

  @Test
  void shouldEndOneThatIsLeftWhenAnotherMethodBeginsAnything() {
    assertThatThrownBy(() -> failing("a")).hasMessage("at 4");
    try (ProgressHandle byHand = Handles.begin(loops.display, "by hand", null)) {
      byHand.advance();
      loops.tick();
      assertThat(loops.labels()).containsExactly("by hand");
    }
    loops.leaving("b");
    loops.leaving("c");
    loops.tick();
    assertThat(loops.labels()).containsExactly("c");
    assertThat(loops.ends()).contains("a 4 STOPPED", "b 1 STOPPED");
  }

  @Test
  void shouldKnowLoopsOfEveryShape() {
    for (int round = 0; round < 2; round++) {
      for (int x : loops.over("switch")) {
        switch (x) {
          case 0, 1, 2 -> loops.tick();
          case 100, 7000 -> loops.clock.incrementAndGet();
          default -> {
            break;
          }
        }
        if (x == 5) {
          break;
        }
      }
      long wide = 1;
      Iterator<Integer> it = loops.over("while").iterator();
      while (it.hasNext()) {
        wide += it.next() * 3L;
        if (wide > 10) {
          break;
        }
        loops.tick();
      }
      Iterator<Integer> last = loops.over("do").iterator();
      do {
        wide += last.next();
      } while (last.hasNext() && wide < 30);
    }
    assertThat(loops.complete("other")).isEqualTo(10);
    loops.tick();
    assertThat(loops.ends())
        .filteredOn(end -> end.startsWith("switch") || end.startsWith("while"))
        .hasSize(4)
        .allMatch(end -> end.endsWith("STOPPED"));
  }

  @Test
  void shouldEndAnInnerOneOfTwoThatAreLeftTogether() {
    search:
    for (int x : loops.over("outer")) {
      for (int y : loops.over("inner")) {
        if (y == 1) {
          break search;
        }
      }
    }
    for (int x : loops.over("next")) {
      loops.tick();
      assertThat(loops.labels()).containsExactly("next");
    }
    assertThat(loops.ends()).startsWith("outer 0 STOPPED", "inner 1 STOPPED");
  }

  @Test
  void shouldFindAStreamThatHadEnough() {
    assertThat(
            ProgressWrappers.stream(loops.display, "limit", Loops.TEN.stream()).limit(3).toList())
        .hasSize(3);
    assertThat(ProgressWrappers.stream(loops.display, "first", Loops.TEN.stream()).findFirst())
        .contains(0);
    for (int x : loops.over("next")) {
      loops.tick();
      assertThat(loops.labels()).containsExactly("next");
    }
    assertThat(loops.ended.subList(0, 2)).allMatch(row -> row.state() == Row.State.STOPPED);
  }

  @Test
  void shouldFindOneThatIsLeftThoughNothingElseBegins() {
    loops.leaving("left");
    loops.tick();
    assertThat(loops.labels()).containsExactly("left");
    loops.tickFor(4);
    assertThat(loops.labels()).isEmpty();
    assertThat(loops.ends()).containsExactly("left 1 STOPPED");
    assertThat(loops.ended.get(0).elapsedNanos()).as("to its last step").isLessThan(Loops.SECOND);
  }

  @Test
  void shouldFindOneThatIsLeftThoughItsMethodGoesOn() {
    for (int x : loops.over("left")) {
      if (x == 3) {
        break;
      }
    }
    loops.tickFor(4);
    assertThat(loops.ends()).containsExactly("left 3 STOPPED");
  }

  @Test
  void shouldEndTheLoopOfAThreadThatIsDead() throws Exception {
    Thread thread = new Thread(() -> loops.leaving("dead"));
    thread.start();
    thread.join();
    loops.tick();
    loops.tick();
    assertThat(loops.ends()).containsExactly("dead 1 STOPPED");
  }
}
