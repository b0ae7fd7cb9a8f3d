package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import dev.headway.work.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class DisplayTest {
  private final AtomicLong clock = new AtomicLong();
  private final List<Snapshot> seen = new ArrayList<>();
  private final Display display = Display.manual(clock::get, seen::add);

  private List<Row> last() {
    return seen.get(seen.size() - 1).rows();
  }

  @Test
  void shouldShowAllAtOneInstant() {
    Progress first = display.begin("first", 10);
    clock.set(2_000);
    Progress second = display.begin("second");
    first.advance(3);
    second.advance(4);
    clock.set(5_000);
    display.tick();

    assertThat(last()).extracting(Row::label).containsExactly("first", "second");
    assertThat(last()).extracting(Row::elapsedNanos).containsExactly(5_000L, 3_000L);
    assertThat(last()).extracting(row -> row.counts().settled()).containsExactly(3L, 4L);
    assertThat(last()).extracting(Row::total).containsExactly(10L, null);
    first.close();
    second.close();
  }

  @Test
  void shouldNeverCountBelowZero() {
    Progress progress = display.begin("rewound", 10);
    progress.advance(2);
    progress.advance(-5);
    clock.set(1_000_000_000);
    display.tick();

    assertThat(last().get(0).counts().settled()).isZero();
    assertThat(last().get(0).fraction()).isZero();
    assertThat(last().get(0).rate()).isNull();

    progress.advance(4);
    display.tick();

    assertThat(last().get(0).counts().settled()).as("the rest of what was taken back").isEqualTo(1);
    progress.close();
  }

  @Test
  void shouldShowTheEndOnceAfterTheLastEvent() {
    Progress progress = display.begin("x", 2);
    progress.advance(2);
    progress.close();
    progress.close();
    display.tick();

    assertThat(seen).hasSize(1);
    assertThat(last().get(0).state()).isEqualTo(Row.State.FINISHED);
    assertThat(last().get(0).complete()).isTrue();
  }

  @Test
  void shouldShowByAViewFromWhenItIsAddedUntilItIsRemoved() {
    List<Snapshot> later = new ArrayList<>();
    View view = later::add;
    Progress progress = display.begin("x", 2);
    display.tick();
    display.add(view);
    display.tick();
    display.remove(view);
    display.tick();
    progress.close();

    assertThat(seen).hasSize(4);
    assertThat(later).containsExactly(seen.get(1));
    assertThatThrownBy(() -> Display.of().add(view)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotForceTheFullCountAtTheEnd() {
    Progress progress = display.begin("x", 5);
    progress.advance(3);
    progress.close();

    assertThat(last().get(0).fraction()).isEqualTo(0.6);
    assertThat(last().get(0).complete()).isFalse();
  }

  @Test
  void shouldNestBelowItsParent() {
    try (Progress parent = display.begin("parent", 2);
        Progress child = parent.nested("child", 3)) {
      child.advance();
      display.tick();
    }
    assertThat(seen.get(0).rows()).extracting(Row::depth).containsExactly(0, 1);
  }

  @Test
  void shouldDropAViewThatThrows() {
    List<Snapshot> other = new ArrayList<>();
    Display two =
        Display.manual(
            clock::get,
            snapshot -> {
              throw new IllegalStateException("broken view");
            },
            other::add);
    try (Progress progress = two.begin("x")) {
      progress.advance();
      two.tick();
      two.tick();
    }
    assertThat(other).hasSize(3);
  }

  @Test
  void shouldTickByItselfWhileSomethingIsOpen() throws Exception {
    CountDownLatch ticks = new CountDownLatch(3);
    CompletableFuture<Row> end = new CompletableFuture<>();
    Display live =
        Display.of(
            snapshot -> {
              ticks.countDown();
              Row row = snapshot.rows().get(0);
              if (row.state() != Row.State.RUNNING) {
                end.complete(row);
              }
            });
    Progress progress = live.begin("x", 1);
    assertThat(ticks.await(60, TimeUnit.SECONDS)).isTrue();
    progress.advance();
    long begin = System.nanoTime();
    progress.close();
    boolean done = end.isDone();
    boolean inTime = System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1);

    // Unless close() gave up, as it does after a second, the view had the last word already.
    assertThat(done || !inTime).isTrue();
    assertThat(end.get(60, TimeUnit.SECONDS).complete()).isTrue();
  }

  @Test
  void shouldNotWaitForEverForAViewThatIsStuck() {
    CountDownLatch never = new CountDownLatch(1);
    Display live =
        Display.of(
            snapshot -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Progress progress = live.begin("x", 1);
    progress.close();

    never.countDown();
  }

  @Test
  void shouldShowOneEndWhoeverTicks() throws Exception {
    Map<Long, Integer> ends = new ConcurrentHashMap<>();
    Display shared =
        Display.manual(
            clock::get,
            snapshot ->
                snapshot.rows().stream()
                    .filter(row -> row.state() != Row.State.RUNNING)
                    .forEach(row -> ends.merge(row.id(), 1, Integer::sum)));
    AtomicBoolean over = new AtomicBoolean();
    Thread clockwork =
        new Thread(
            () -> {
              while (!over.get()) {
                shared.tick();
              }
            });
    clockwork.start();
    for (int i = 0; i < 50_000; i++) {
      Progress progress = shared.begin("x", 1);
      progress.close();
      assertThat(ends).as("shown when close returns").containsKey(i + 1L);
    }
    over.set(true);
    clockwork.join();

    assertThat(ends.values()).containsOnly(1);
  }

  @Test
  void shouldTakeAnotherViewAfterItHasLostItsOnly() {
    View first = snapshot -> {};
    Display changing = Display.manual(clock::get, first);
    changing.remove(first);
    changing.add(seen::add);
    changing.begin("x");
    changing.tick();

    assertThat(last()).extracting(Row::label).containsExactly("x");
  }

  @Test
  void shouldShowOnWhenAViewThrowsAnError() throws Exception {
    Map<String, CountDownLatch> shown =
        Map.of("x", new CountDownLatch(1), "y", new CountDownLatch(1));
    Display both =
        Display.of(
            snapshot -> {
              throw new AssertionError("a view's");
            },
            snapshot -> snapshot.rows().forEach(row -> shown.get(row.label()).countDown()));
    for (String label : List.of("x", "y")) {
      both.begin(label).close();

      assertThat(shown.get(label).await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Such as the message of an exception. */
  @Test
  void shouldTakeANoteThatIsNullForNone() {
    Progress progress = display.begin("noted", 10);
    progress.note("reading");
    progress.note(null);
    display.tick();

    assertThat(last().get(0).note()).isEmpty();
    progress.close();
  }

  @Test
  void shouldRefuseALabelThatIsNull() {
    assertThatNullPointerException().isThrownBy(() -> display.begin(absent())).withMessage("label");
    assertThatNullPointerException()
        .isThrownBy(() -> Pool.on(Serial.here()).over(List.of(1)).named(absent()))
        .withMessage("name");
    display.tick();
    assertThat(seen).isEmpty();
  }

  /** As code without nullness annotations has it. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T absent() {
    return null;
  }
}
