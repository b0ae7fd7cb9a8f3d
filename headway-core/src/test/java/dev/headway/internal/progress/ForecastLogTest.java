package dev.headway.internal.progress;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Accuracy;
import dev.headway.progress.Forecast;
import java.util.Objects;
import java.util.function.LongFunction;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastLogTest {
  private static final Offset<Double> ABOUT = Offset.offset(0.03);

  private final ForecastLog log = new ForecastLog();

  private static Forecast rest(long low, long likely, long high) {
    return new Forecast(MILLISECONDS.toNanos(low), MILLISECONDS.toNanos(likely), high * 1_000_000);
  }

  private void says(long upToMillis, LongFunction<@Nullable Forecast> forecast) {
    for (long at = 0; at < upToMillis; at += 100) {
      log.add(MILLISECONDS.toNanos(at), forecast.apply(at));
    }
  }

  private Accuracy judged(long wholeMillis) {
    return Objects.requireNonNull(log.judge(MILLISECONDS.toNanos(wholeMillis)));
  }

  @Test
  void shouldCallAPropheticPredictionFlawless() {
    says(10_000, at -> rest(0, 10_000 - at, 20_000));

    assertThat(judged(10_000)).isEqualTo(new Accuracy(1, 1, 0, 1));
  }

  @Test
  void shouldTellHowLongThePredictionWasGood() {
    // Says for half of the time that it will be over in 15 s, and then the truth.
    says(
        10_000, at -> at < 5000 ? rest(1, 15_000 - at, 15_000 - at) : rest(1, 10_000 - at, 10_000));

    assertThat(judged(10_000).withinFifth()).isCloseTo(0.5, ABOUT);
    assertThat(judged(10_000).margin()).isCloseTo(0.5, ABOUT);
    assertThat(judged(10_000).rangeHeld()).isEqualTo(1);
  }

  @Test
  void shouldCountARangeThatMissed() {
    says(10_000, at -> at < 2500 ? rest(1, 2, 3) : rest(1, 10_000 - at, 10_000));

    assertThat(judged(10_000).rangeHeld()).isCloseTo(0.75, ABOUT);
  }

  @Test
  void shouldCountTheTimeWithoutAPrediction() {
    says(10_000, at -> at < 4000 ? null : rest(1, 10_000 - at, 10_000));

    assertThat(judged(10_000).answered()).isCloseTo(0.6, ABOUT);
    assertThat(judged(10_000).withinFifth()).isCloseTo(0.6, ABOUT);
    assertThat(judged(10_000).margin()).isZero();
  }

  @Test
  void shouldWeighEachTimeAlikeHoweverLongItTakes() {
    long day = 24 * 3_600_000L;
    says(day, at -> at < day / 4 ? rest(1, 2, 3) : rest(1, day - at, day));

    assertThat(judged(day).withinFifth()).isCloseTo(0.75, ABOUT);
  }

  @Test
  void shouldNotJudgeWhatWasTooShort() {
    says(500, at -> rest(1, 500 - at, 500));

    assertThat(log.judge(MILLISECONDS.toNanos(500))).isNull();
  }
}
