package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTextTest {

  @Test
  void shouldGiveValuesAsParameters() {
    assertThat(ShellText.words("gzip -k \"$1\"; echo ${#}", Syntax.USUAL))
        .containsExactly("sh", "-c", "gzip -k \"$1\"; echo ${#}", "sh");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gzip {}              | --sh 'gzip \"$1\"'",
        "gzip \"{}\"          | --sh 'gzip \"$1\"'",
        "mv '{}' {.}.bak      | --sh 'mv \"$1\" \"$2\".bak' {} {.}",
        "echo {} {}; sort {}  | --sh 'echo \"$1\" \"$1\"; sort \"$1\"'"
      })
  void shouldRefuseAPlaceholderWithTheCorrectedLine(String text, String corrected) {
    assertThatThrownBy(() -> ShellText.words(text, Syntax.USUAL))
        .isInstanceOf(UsageProblem.class)
        .hasMessageStartingWith("{} inside of the text of --sh would be parsed by the shell.")
        .hasMessageEndingWith("Write: " + corrected);
  }

  @Test
  void shouldQuoteWordsAsAShellReadsThem() {
    assertThat(ShellQuote.words(List.of("a/b-c.d", "a b", "it's", "", "$x")))
        .isEqualTo("a/b-c.d 'a b' 'it'\\''s' '' '$x'");
  }
}
