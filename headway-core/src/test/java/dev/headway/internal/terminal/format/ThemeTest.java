package dev.headway.internal.terminal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ThemeTest {

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "NO_COLOR=1, false",
    "NO_COLOR=, true",
    "CLICOLOR=0, false",
    "CLICOLOR=1, true",
    "TERM=dumb, false",
    "TERM=dumb CLICOLOR_FORCE=1, true",
    "CLICOLOR=0 CLICOLOR_FORCE=1, true",
    "CLICOLOR=0 CLICOLOR_FORCE=0, false",
    "NO_COLOR=1 CLICOLOR_FORCE=1, false",
    "NO_COLOR=1 FORCE_COLOR=1, true",
    "FORCE_COLOR=0, false"
  })
  void shouldDecideOnColoursByTheStrongestVariable(String variables, boolean colour) {
    assertThat(Theme.of(environment(variables), "UTF-8").colour()).isEqualTo(colour);
  }

  @ParameterizedTest
  @CsvSource({
    "'', UTF-8, true",
    "'', US-ASCII, false",
    "LANG=de_DE.UTF-8, US-ASCII, true",
    "LANG=C.utf8, US-ASCII, true",
    "LANG=C, UTF-8, false",
    "LANG=de_DE.UTF-8 LC_ALL=C, UTF-8, false",
    "LANG=C LC_CTYPE=en_US.UTF-8, US-ASCII, true",
    "LANG=en_US.UTF-8 TERM=linux, UTF-8, false",
    "LANG=en_US.UTF-8 TERM=dumb, UTF-8, false"
  })
  void shouldUseUnicodeWhereItCanBeShown(String variables, String encoding, boolean unicode) {
    assertThat(Theme.of(environment(variables), encoding).unicode()).isEqualTo(unicode);
  }

  public static Map<String, String> environment(String variables) {
    return Arrays.stream(variables.split(" "))
        .filter(variable -> !variable.isEmpty())
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
