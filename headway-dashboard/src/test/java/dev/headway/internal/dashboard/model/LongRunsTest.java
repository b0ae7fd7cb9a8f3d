package dev.headway.internal.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Jobs that go on for weeks. */
class LongRunsTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** One worker that is busy all the time, of which a task of an hour ends each hour. */
  private static Lanes busyFor(long days) {
    Lanes lanes = new Lanes();
    Lane lane = lanes.of(0);
    for (long at = HOUR; at <= days * DAY; at += HOUR) {
      lane.ended(at, at - HOUR, true);
    }
    return lanes;
  }

  @Test
  void shouldShowTheWholeTimeOfALongJobOnANarrowScreen() {
    Lanes lanes = busyFor(12);

    Lanes.View view = lanes.view(0, 12 * DAY, 100);

    assertThat(view.count()).isBetween(50, 101);
    assertThat(view.from() + view.count() * view.width()).isGreaterThanOrEqualTo(12 * DAY);
    assertThat(view.keptFrom()).isZero();
    Lanes.Buckets lane = view.lanes().get(0);
    assertThat(Arrays.stream(lane.busy()).asLongStream().sum()).isEqualTo(12 * DAY);
    assertThat(Arrays.stream(lane.ended()).sum()).isEqualTo(12 * 24);
    assertThat(Arrays.stream(lane.failed()).sum()).isEqualTo(12 * 24);
    assertThat(Arrays.stream(lane.longest()).max()).hasValue((int) HOUR);
    assertThat(lane.busy()[view.count() / 2]).isEqualTo((int) view.width());
  }

  @Test
  void shouldShowTheLatestOfAJobOfAYear() {
    Lanes lanes = busyFor(365);

    Lanes.View view = lanes.view(0, 365 * DAY, 1_000);

    assertThat(view.count()).isLessThanOrEqualTo(1_001);
    assertThat(view.from() + view.count() * view.width()).isGreaterThanOrEqualTo(365 * DAY);
    assertThat(view.keptFrom()).isBetween(345 * DAY, 347 * DAY);
    int[] busy = view.lanes().get(0).busy();
    assertThat(busy[10]).as("no longer kept").isZero();
    assertThat(busy[view.count() - 3]).isEqualTo((int) view.width());
  }

  @Test
  void shouldZoomIntoTheLatestOfAJobOfAYear() {
    Lanes.View view = busyFor(365).view(365 * DAY - HOUR, 365 * DAY, 1_000);

    assertThat(view.keptFrom()).isLessThanOrEqualTo(view.from());
    assertThat(Arrays.stream(view.lanes().get(0).busy()).sum()).isBetween(3_590_000, 3_610_000);
  }

  @Test
  void shouldTakeAPartOfTheTimeThatNoJobHas() {
    Lanes.View view = busyFor(1).view(0, Long.MAX_VALUE / 4, 2_000);

    assertThat(view.count()).isLessThanOrEqualTo(2_001);
    assertThat(view.lanes().get(0).ended()[0]).isEqualTo(24);
  }

  @Test
  void shouldTakeATaskThatClaimsToBeOlderThanAnyCanBe() {
    Board board = new Board();
    board.accept("a", Lines.snapshot("started", 1, "long", 0, 80, 0, 0));
    board.accept("a", Lines.snapshot("progress", 1, "long", 1_000, 80, 0, 0));
    board.accept("a", Lines.running(1, "long", 1_000, new double[] {7, 0, 1e300}));
    board.accept("a", Lines.snapshot("progress", 1, "long", 2_000, 80, 0, 0));
    board.accept("a", Lines.running(1, "long", 2_000));

    assertThat(board.jobs().get(0).detail().slowest().all().get(0).seconds()).isGreaterThan(1e9);
  }
}
