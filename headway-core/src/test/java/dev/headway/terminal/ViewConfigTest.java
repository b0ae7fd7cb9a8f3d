package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.settings.Variables;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import dev.headway.terminal.ViewConfig.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewConfigTest {

  private static ViewConfig of(String value) {
    return ViewConfig.of(Map.of(ViewKind.VARIABLE, value));
  }

  private static List<View> views(String value) {
    return of(value).views(Map.of(), false, () -> false);
  }

  @Test
  void shouldAskForNothingUnlessItIsSaid() {
    assertThat(ViewConfig.of(Map.of())).isEqualTo(new ViewConfig(List.of(), null));
    assertThat(of(" , ")).isEqualTo(new ViewConfig(List.of(), null));
    assertThat(views("")).singleElement().isInstanceOf(PlainView.class);
  }

  @Test
  void shouldAskForSeveralViews() {
    assertThat(of("Bar, json:/a b:c ,plain:fd3,auto"))
        .isEqualTo(
            new ViewConfig(
                List.of(
                    new Entry(ViewKind.BAR, null),
                    new Entry(ViewKind.JSON, "/a b:c"),
                    new Entry(ViewKind.PLAIN, "fd3"),
                    new Entry(null, null)),
                null));
    assertThat(views("bar,json,auto,off")).hasSize(4);
  }

  @Test
  void shouldTakeAnEscapedCommaAsPartOfThePath() {
    assertThat(of("json:/x/a\\,b.json,bar").entries())
        .containsExactly(new Entry(ViewKind.JSON, "/x/a,b.json"), new Entry(ViewKind.BAR, null));
    assertThat(of("json:/x/a,b.json").warning())
        .isEqualTo(
            "headway: HEADWAY_PROGRESS is \"b.json\", which is none of auto, bar, plain, json, off (a"
                + " comma in a path is written \\,); going on with the rest.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fancy | headway: HEADWAY_PROGRESS is \"fancy\", which is none of auto, bar, plain, json, off;"
            + " choosing automatically.",
        "bar,fancy | headway: HEADWAY_PROGRESS is \"fancy\", which is none of auto, bar, plain, json,"
            + " off; going on with the rest.",
        "bar:/tmp/x | headway: HEADWAY_PROGRESS is \"bar:/tmp/x\", but only json and plain can go"
            + " elsewhere, as in json:/path or json:fd3; choosing automatically.",
        "json: | headway: HEADWAY_PROGRESS is \"json:\", but only json and plain can go"
            + " elsewhere, as in json:/path or json:fd3; choosing automatically."
      })
  void shouldSayWhatCannotBe(String value, String warning) {
    assertThat(of(value).warning()).isEqualTo(warning);
    assertThat(views(value)).hasSize(1);
  }

  @Test
  void shouldOpenNothingBeforeThereIsSomethingToShow(@TempDir Path folder) {
    Path file = folder.resolve("log");
    assertThat(views("json:" + file + ",plain:" + file)).hasSize(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldNameThePropertyWhereThatWasSet() {
    Properties properties = new Properties();
    properties.setProperty("headway.progress", "fancy");
    assertThat(ViewConfig.of(Variables.of(Map.of(ViewKind.VARIABLE, "bar"), properties)).warning())
        .startsWith("headway: headway.progress is \"fancy\", which is none of ");
  }

  @Test
  void shouldShowNothingInTestsUnlessItIsSaid() {
    Snapshot snapshot = new Snapshot(0, List.of());
    assertThat(of("").views(Map.of(), true, () -> true))
        .singleElement()
        .isNotInstanceOfAny(BarView.class, PlainView.class, JsonView.class)
        .satisfies(view -> view.show(snapshot));
    assertThat(of("auto,json").views(Map.of(), true, () -> true))
        .hasSize(2)
        .last()
        .isInstanceOf(JsonView.class);
    assertThat(of("bar").views(Map.of(), true, () -> false))
        .singleElement()
        .isInstanceOf(BarView.class);
  }

  @Test
  void shouldHearOfFailuresUnlessNothingIsShown() {
    assertThat(of("bar,json:/x").tellsFailures()).isTrue();
    assertThat(of("bar,plain").tellsFailures()).isTrue();
    assertThat(of("").tellsFailures()).isTrue();
    assertThat(of("off").tellsFailures()).isFalse();
  }
}
