package dev.headway.internal.estimate;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.headway.internal.estimate.data.Observation;
import dev.headway.progress.Play;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleEstimatorTest {
  private static final int[] MIXED = new Random(1).ints(200, 1000, 9000).toArray();

  private static long millis(long millis) {
    return MILLISECONDS.toNanos(millis);
  }

  /** Between 1 and 9 s, in no order. */
  private static long mixed(long index) {
    return MIXED[(int) index];
  }

  private static Observation byHand(long elapsedMillis, long done, long total) {
    return new Observation(
        millis(elapsedMillis), done, total, done, total, 0, 0, 0, 0, 0, List.of(), List.of());
  }

  @Test
  void shouldSayNothingBeforeThereIsEvidence() {
    Play play = new Play(10, 2, index -> 10_000);

    assertThat(play.at(new ScheduleEstimator(), 9900)).isEqualTo(new Estimate(null, null));
    assertThat(play.at(new ScheduleEstimator(), 10_000).rest()).isNotNull();
  }

  @Test
  void shouldSpreadTheRestOverTheWorkers() {
    // 4 of 20 are done at 10 s; 4 just began, 12 wait: 4 rounds of 10 s.
    TimeRange rest = new Play(20, 4, index -> 10_000).forecastAt(10_000);

    assertThat(rest.likelyNanos()).isCloseTo(millis(40_000), withPercentage(5));
    assertThat(rest.lowNanos()).isLessThan(rest.likelyNanos());
    assertThat(rest.highNanos()).isGreaterThan(rest.likelyNanos());
  }

  @Test
  void shouldBeRightInTheMiddleOfUnevenWork() {
    Play play = new Play(200, 8, ScheduleEstimatorTest::mixed);
    long left = play.whole() - 60_000;

    TimeRange rest = play.forecastAt(60_000);

    assertThat(rest.likelyNanos()).isCloseTo(millis(left), withPercentage(15));
    assertThat(rest.highNanos() - rest.lowNanos()).isLessThan(millis(left));
  }

  @Test
  void shouldSayTheSameOfTheSame() {
    Play play = new Play(200, 8, ScheduleEstimatorTest::mixed);

    assertThat(play.forecastAt(33_300)).isEqualTo(play.forecastAt(33_300));
  }

  @Test
  void shouldCountTheAgeOfWhatRuns() {
    Play play = new Play(36, 4, index -> 10_000);

    assertThat(play.forecastAt(85_000).likelyNanos()).isCloseTo(millis(5000), withPercentage(20));
    assertThat(play.forecastAt(88_000).likelyNanos()).isCloseTo(millis(2000), withPercentage(40));
  }

  @Test
  void shouldGrowWithAStragglerAndNeverBeZero() {
    Play play = new Play(10, 4, index -> index == 9 ? 1_000_000 : 10_000);

    TimeRange soon = play.forecastAt(40_000);
    TimeRange later = play.forecastAt(200_000);

    assertThat(soon.likelyNanos()).isPositive();
    assertThat(later.likelyNanos()).isGreaterThan(soon.likelyNanos());
    assertThat(later.highNanos()).isGreaterThan(millis(200_000));
  }

  @Test
  void shouldCountDownBetweenTwoGames() {
    Play play = new Play(40, 4, index -> 10_000);

    long before = play.forecastAt(50_000).likelyNanos();
    long after = play.forecastAt(50_500).likelyNanos();

    assertThat(before - after).isEqualTo(millis(500));
  }

  @Test
  void shouldSeeThatTasksGetLonger() {
    Play play = new Play(100, 4, index -> 1000 + 100 * index);
    long at = play.whole() / 2;
    long left = play.whole() - at;

    TimeRange rest = play.forecastAt(at / 100 * 100);

    assertThat(rest.likelyNanos()).isCloseTo(millis(left), withPercentage(35));
    assertThat(rest.highNanos()).isGreaterThan(millis(left));
  }

  @Test
  void shouldSeeThatTasksGetShorter() {
    Play play = new Play(100, 4, index -> 11_000 - 100 * index);
    long at = play.whole() / 2;
    long left = play.whole() - at;

    TimeRange rest = play.forecastAt(at / 100 * 100);

    // A third of the tasks took half of the time: by their rate the rest would take twice as long.
    assertThat(rest.likelyNanos()).isCloseTo(millis(left), withPercentage(45));
  }

  @Test
  void shouldLearnWhatWeightsCost() {
    // A second each and a millisecond for each unit; the heavy ones come last.
    Play play =
        new Play(60, 4, index -> 1000 + (index < 30 ? 200 + 20 * (index % 10) : 10_000))
            .weights(index -> index < 30 ? 200 + 20 * (index % 10) : 10_000);
    long at = 9000; // All that ended are light.
    long left = play.whole() - at;

    TimeRange rest = play.forecastAt(at);

    assertThat(rest.likelyNanos()).isCloseTo(millis(left), withPercentage(35));
  }

  @Test
  void shouldLeaveTheStartOfWorkersOut() {
    Play play = new Play(100, 4, ScheduleEstimatorTest::mixed).readyAt(worker -> 20_000);
    long left = play.whole() - 40_000;

    TimeRange rest = play.forecastAt(40_000);

    assertThat(rest.likelyNanos()).isCloseTo(millis(left), withPercentage(15));
  }

  @Test
  void shouldNotCountOnWorkersThatDoNotComeUp() {
    Play two = new Play(100, 8, index -> 1000).readyAt(worker -> worker < 2 ? 0 : 10_000_000);

    assertThat(two.forecastAt(30_000).likelyNanos()).isGreaterThan(millis(12_000));
  }

  @Test
  void shouldCountTheTimeThatWorkersLose() {
    // Each waits as long as it works: for input, or because attempts failed.
    Play play = new Play(100, 4, index -> 2000).gap(2000);
    long left = play.whole() - 40_000;

    TimeRange rest = play.forecastAt(40_000);

    assertThat(rest.likelyNanos()).isCloseTo(millis(left), withPercentage(15));
  }

  @Test
  void shouldLeaveOutWhatWasDoneBefore() {
    Play play = new Play(10, 1, index -> 1000).skipped(90);

    assertThat(play.at(new ScheduleEstimator(), 900).rest()).isNull();
    assertThat(play.forecastAt(2000).likelyNanos()).isCloseTo(millis(8000), withPercentage(5));
  }

  @Test
  void shouldSayNothingBeforeABarIsUp() {
    Play tiny = new Play(100_000, 2, index -> 1);

    assertThat(tiny.at(new ScheduleEstimator(), 400).rest()).isNull();
    assertThat(tiny.at(new ScheduleEstimator(), 500).rest()).isNotNull();
  }

  @Test
  void shouldPredictByRateWhatIsAdvancedByHand() {
    Estimate said = new ScheduleEstimator().observe(byHand(10_000, 50, 100));

    assertThat(Objects.requireNonNull(said.rest()).likelyNanos())
        .isCloseTo(millis(10_000), withPercentage(5));
  }

  @Test
  void shouldWidenTheRangeWhenNothingMoves() {
    ScheduleEstimator estimator = new ScheduleEstimator();
    for (int second = 1; second < 10; second++) {
      estimator.observe(byHand(1000L * second, 5L * second, 100));
    }
    TimeRange moving = Objects.requireNonNull(estimator.observe(byHand(10_000, 50, 100)).rest());
    TimeRange stalled = Objects.requireNonNull(estimator.observe(byHand(25_000, 50, 100)).rest());

    assertThat(stalled.highNanos() - stalled.lowNanos())
        .isGreaterThan(2 * (moving.highNanos() - moving.lowNanos()));
  }

  @Test
  void shouldPredictAMillionTasksOnAThousandWorkers() {
    Observation.Running[] running = new Observation.Running[1000];
    Observation.Ended[] ended = new Observation.Ended[1000];
    for (int i = 0; i < 1000; i++) {
      running[i] = new Observation.Running(1000 + i, 1, millis(i % 10 * 100));
      ended[i] = new Observation.Ended(i, 1, millis(1000));
    }
    long all = 1_002_000;

    Estimate said =
        new ScheduleEstimator()
            .observe(
                new Observation(
                    millis(1500),
                    1000,
                    all,
                    1000,
                    all,
                    1000,
                    millis(1_000_000),
                    1000,
                    1000,
                    millis(1_450_000),
                    List.of(running),
                    List.of(ended)));

    assertThat(Objects.requireNonNull(said.rest()).likelyNanos())
        .isCloseTo(millis(1_000_500), withPercentage(5));
  }
}
