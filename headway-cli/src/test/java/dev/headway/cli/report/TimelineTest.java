package dev.headway.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When tasks ran, and in which lane. */
class TimelineTest {
  private static final long SECOND = 1_000_000;

  private static TaskEntry entry(long startMicros, long micros, int slot) {
    return new TaskEntry(
        1,
        startMicros,
        micros * 1000,
        TaskOutcome.SUCCEEDED,
        false,
        1,
        slot,
        TaskEntry.NO_STATUS,
        0,
        null,
        null);
  }

  private static Timeline timeline(long tolerance, TaskEntry... entries) {
    Timeline.Builder builder = new Timeline.Builder();
    Arrays.stream(entries).forEach(builder::add);
    return builder.build(tolerance);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldNeverLetTwoOverlapInALane(long seed) {
    Random random = new Random(seed);
    TaskEntry[] entries =
        IntStream.range(0, 3000)
            .mapToObj(
                i ->
                    entry(
                        random.nextInt(500_000),
                        random.nextInt(4000),
                        seed % 2 == 0 ? random.nextInt(8) : -1))
            .toArray(TaskEntry[]::new);

    Timeline timeline = timeline(seed * 100, entries);

    long[] ends = new long[timeline.lanes().count()];
    for (int n = 0; n < timeline.size(); n++) {
      int entry = timeline.entry(n);
      int lane = timeline.lane(entry);
      assertThat(timeline.start(entry)).isGreaterThanOrEqualTo(ends[lane]);
      assertThat(timeline.end(entry)).isGreaterThanOrEqualTo(timeline.start(entry));
      ends[lane] = timeline.end(entry);
    }
    assertThat(timeline.size()).isEqualTo(3000);
    assertThat(timeline.lanes().all().stream().mapToLong(Lanes.Lane::entries).sum())
        .isEqualTo(3000);
  }

  @Test
  void shouldUseNoMoreLanesThanRanAtOnceThoughTimesWereRounded() {
    TaskEntry[] entries = new TaskEntry[400];
    for (int i = 0; i < entries.length; i++) {
      // A task of 9.6 ms on each of two slots, with begins that are rounded to milliseconds.
      int turn = i / 2;
      entries[i] = entry(Math.round(turn * 9.6) * 1000, 9600, -1);
    }

    assertThat(timeline(2000, entries).lanes().count()).isEqualTo(2);
  }

  @Test
  void shouldCutOutWhatIsIdleAndKnowTheTrueTimes() {
    Timeline timeline =
        timeline(
            0,
            entry(100 * SECOND, 10 * SECOND, -1),
            entry(5000 * SECOND, 10 * SECOND, -1),
            entry(5011 * SECOND, 4 * SECOND, -1));

    assertThat(timeline.length()).isEqualTo(25 * SECOND);
    assertThat(timeline.start(1)).isEqualTo(10 * SECOND);
    assertThat(timeline.pauses().trueTime(10 * SECOND)).isEqualTo(4900 * SECOND);
    assertThat(timeline.pauses().trueTime(9 * SECOND)).isEqualTo(9 * SECOND);
    assertThat(timeline.pauses().originMicros()).isEqualTo(100 * SECOND);
    assertThat(timeline.pauses().wallMicros()).isEqualTo(4915 * SECOND);
    assertThat(timeline.pauses().activeMicros()).isEqualTo(24 * SECOND);
    assertThat(timeline.pauses().places()).containsExactly(10 * SECOND);
  }

  @Test
  void shouldHaveNoPlaceForWhatHasNoTime() {
    Timeline timeline = timeline(0, entry(TaskEntry.UNKNOWN, 5, -1), entry(7, 5, -1));

    assertThat(timeline.size()).isEqualTo(1);
    assertThat(timeline.lane(0)).isEqualTo(Timeline.NO_LANE);
    assertThat(timeline.lane(1)).isZero();
    assertThat(timeline(0).length()).isZero();
  }

  @Test
  void shouldSortAsOthersDo() {
    Random random = new Random(5);
    for (int size : new int[] {0, 1, 2, 3, 17, 1000}) {
      long[] keys = random.longs(size, 0, 50).toArray();
      int[] entries = IntStream.range(0, size).toArray();
      int[] expected =
          IntStream.range(0, size)
              .boxed()
              .sorted((a, b) -> Long.compare(keys[a], keys[b]))
              .mapToInt(Integer::intValue)
              .toArray();

      Sorting.byKey(entries, keys);

      assertThat(entries).isEqualTo(expected);
    }
  }

  @Test
  void shouldTellHowMuchRanInEachPiece() {
    Load load = Load.of(timeline(0, entry(0, 1000, -1), entry(500, 250, -1)));

    assertThat(load.size()).isEqualTo(1000);
    assertThat(load.running(0)).isEqualTo(1);
    assertThat(load.running(600)).isEqualTo(2);
    assertThat(load.running(750)).isEqualTo(1);
    assertThat(load.rate(749)).isEqualTo(1e6);
  }
}
