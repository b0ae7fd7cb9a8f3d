package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesTest {

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
    assertThat(Switches.of(environment, "X")).isEqualTo(wanted);
  }

  private static List<String> warnings(Map<String, String> environment) {
    return Switches.warnings(environment, Closing.VARIABLE, Taskbar.VARIABLE);
  }

  @Test
  void shouldSayWhatItDoesNotUnderstandAndWhatIsAllowed() {
    Map<String, String> environment =
        Map.of(Closing.VARIABLE, "may\033[2Jbe", Taskbar.VARIABLE, "off");
    assertThat(warnings(environment))
        .containsExactly(
            "headway: HEADWAY_SUMMARY is \"may^[[2Jbe\", which is neither on nor off; going on as if"
                + " it were not set.");
    assertThat(warnings(Map.of(Taskbar.VARIABLE, "maybe", Closing.VARIABLE, " ")))
        .singleElement()
        .asString()
        .startsWith("headway: HEADWAY_TASKBAR is \"maybe\"");
    assertThat(warnings(Map.of())).isEmpty();
  }
}
