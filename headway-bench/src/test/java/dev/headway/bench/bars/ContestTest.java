package dev.headway.bench.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing here depends on a clock: the same class and the same numbers give the same scores. */
class ContestTest {
  private static final Map<String, Map<String, Score>> SCORES = new LinkedHashMap<>();

  @BeforeAll
  static void watch() {
    Map<String, Map<String, List<Score>>> all = new LinkedHashMap<>();
    for (Synthetic.Draws draws : Synthetic.published()) {
      for (Trace trace : Synthetic.traces(draws, 8)) {
        Map<String, List<Score>> row =
            all.computeIfAbsent(trace.name(), n -> new LinkedHashMap<>());
        Contest.scores(trace)
            .forEach((bar, score) -> row.computeIfAbsent(bar, b -> new ArrayList<>()).add(score));
      }
    }
    all.forEach(
        (workload, row) -> {
          Map<String, Score> means = new LinkedHashMap<>();
          row.forEach((bar, scores) -> means.put(bar, Score.mean(scores)));
          SCORES.put(workload, means);
        });
  }

  private static Score score(String workload, String bar) {
    return Objects.requireNonNull(Objects.requireNonNull(SCORES.get(workload)).get(bar));
  }

  private static Score mean(String bar) {
    return Score.mean(SCORES.keySet().stream().map(workload -> score(workload, bar)).toList());
  }

  @Test
  void shouldScoreThePeersAsTheResearchDid() {
    Offset<Double> rounding = Offset.offset(0.051);

    assertThat(mean("naive").meanFraction()).isCloseTo(13.1, rounding);
    assertThat(mean("naive").ratio90()).isCloseTo(11.6, rounding);
    assertThat(mean("tqdm").meanFraction()).isCloseTo(10.0, rounding);
    assertThat(mean("tqdm").ratio90()).isCloseTo(6.2, rounding);
    assertThat(mean("indicatif").meanFraction()).isCloseTo(15.5, rounding);
    assertThat(mean("GNU parallel").meanFraction()).isCloseTo(16.1, rounding);
    assertThat(score("sorted, short first", "tqdm").meanFraction()).isCloseTo(17.1, rounding);
    assertThat(score("Pareto 1.5", "pv").meanFraction()).isCloseTo(9.1, rounding);
  }

  @Test
  void shouldBeRightWhereOthersAreNot() {
    assertThat(mean(Contest.OURS).meanFraction()).isLessThan(5.5);
    assertThat(mean(Contest.OURS).ratio90()).isLessThan(2.3);
    assertThat(mean(Contest.OURS).under()).isLessThan(10);
  }

  @Test
  void shouldBeNoWorseThanNaiveAnywhere() {
    assertThat(SCORES.keySet())
        .allSatisfy(
            workload ->
                assertThat(score(workload, Contest.OURS).meanFraction())
                    .isLessThan(score(workload, "naive").meanFraction() + 0.5));
  }

  @Test
  void shouldGiveARangeThatHoldsAsOftenAsItSays() {
    List<Double> covered =
        SCORES.keySet().stream().map(workload -> score(workload, Contest.OURS).covered()).toList();

    // Where nothing varies it holds always.
    assertThat(covered).allMatch(share -> share > 60);
    assertThat(covered.stream().filter(share -> share < 65 || share > 93).count())
        .as("%s", covered)
        .isLessThanOrEqualTo(1);
  }

  @Test
  void shouldBeNearerThanPlainPacesInLoops() {
    List<Score> ours = new ArrayList<>();
    List<Score> naive = new ArrayList<>();
    for (Trace trace : Loops.loops(Bars.FIRST_FOR_TUNING, 1)) {
      Map<String, Score> scores = Contest.scores(trace);
      ours.add(Objects.requireNonNull(scores.get(Contest.OURS)));
      naive.add(Objects.requireNonNull(scores.get("naive")));
    }

    assertThat(Score.mean(ours).meanFraction()).isLessThan(Score.mean(naive).meanFraction());
    assertThat(Score.mean(ours).covered()).isBetween(60.0, 95.0);
  }

  @Test
  void shouldCountBytesAndWeights() {
    List<Trace> traces = new ArrayList<>(Loops.streams(Bars.FIRST_FOR_TUNING));
    traces.addAll(Loops.weighed(Bars.FIRST_FOR_TUNING, 8));

    assertThat(traces).extracting(Contest::ours).allMatch(score -> score.meanFraction() < 25);
  }
}
