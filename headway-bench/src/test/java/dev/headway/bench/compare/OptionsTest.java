package dev.headway.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static final List<Row> ROWS =
      List.of(row("bar"), row("window-tiny"), row("window-slow"), row("windows"));

  private static Row row(String name) {
    return new Row(name, "", Unit.NANOS, "", List.of());
  }

  private static List<String> chosen(String... args) {
    return Options.of(args).choose(ROWS).stream().map(Row::name).toList();
  }

  @Test
  void shouldCompareAllUnlessTold() {
    assertThat(chosen()).containsExactly("bar", "window-tiny", "window-slow", "windows");
  }

  @Test
  void shouldChooseRowsByNameOrByTheFirstPartOfIt() {
    assertThat(chosen("--only", "window,bar")).containsExactly("bar", "window-tiny", "window-slow");
    assertThat(chosen("--only", "window-slow", "--rounds", "2")).containsExactly("window-slow");
  }

  @Test
  void shouldRefuseARowThatDoesNotExist() {
    assertThatThrownBy(() -> chosen("--only", "bar,wind")).hasMessageContaining("wind");
  }

  @Test
  void shouldRefuseWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> Options.of("--round", "3")).hasMessageContaining("--round");
    assertThatThrownBy(() -> Options.of("--rounds")).hasMessageContaining("value");
    assertThatThrownBy(() -> Options.of("--rounds", "0")).hasMessageContaining("0");
    assertThatThrownBy(() -> Options.of("--rounds", "some")).hasMessageContaining("some");
  }

  @Test
  void shouldGiveEachRowANameOfItsOwnAndAHeadway() {
    List<Row> rows = Rows.all(false);
    assertThat(new HashSet<>(rows.stream().map(Row::name).toList())).hasSameSizeAs(rows);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.contestants().get(0).role()).isEqualTo(Contestant.Role.HEADWAY));
  }
}
