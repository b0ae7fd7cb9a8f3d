package dev.headway.internal.terminal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.report.SummaryLines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnOffVariablesTest {

  @ParameterizedTest
  @CsvSource({
    "on,true",
    "1,true",
    " TRUE ,true",
    "off,false",
    "0,false",
    "never,false",
    "maybe,",
    ","
  })
  void shouldUnderstandTheUsualWords(String value, Boolean wanted) {
    Map<String, String> environment = Map.of("X", value == null ? "" : value);
    assertThat(OnOffVariables.of(environment, "X")).isEqualTo(wanted);
  }

  private static List<String> warnings(Map<String, String> environment) {
    return OnOffVariables.warnings(environment, SummaryLines.VARIABLE, TaskbarSupport.VARIABLE);
  }

  @Test
  void shouldSayWhatItDoesNotUnderstandAndWhatIsAllowed() {
    Map<String, String> environment =
        Map.of(SummaryLines.VARIABLE, "may\033[2Jbe", TaskbarSupport.VARIABLE, "off");
    assertThat(warnings(environment))
        .containsExactly(
            "headway: HEADWAY_SUMMARY is \"may^[[2Jbe\", which is neither on nor off; going on as if"
                + " it were not set.");
    assertThat(warnings(Map.of(TaskbarSupport.VARIABLE, "maybe", SummaryLines.VARIABLE, " ")))
        .singleElement()
        .asString()
        .startsWith("headway: HEADWAY_TASKBAR is \"maybe\"");
    assertThat(warnings(Map.of())).isEmpty();
  }
}
