package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.b-c_1 | a.b-c_1",
        "a b     | a%20b",
        "d/e.f   | d%2Fe.f",
        "..      | %2E.",
        "-n      | %2Dn",
        "50%     | 50%25",
        "a,b     | a%2Cb",
        "né      | n%C3%A9",
        "``      | %"
      })
  void shouldBeSafeWhateverTheInputIs(String input, String name) {
    assertThat(FolderName.of(List.of(ByteText.encode(input)))).isEqualTo(name);
  }

  @Test
  void shouldHaveAllValuesOfAJob() {
    assertThat(FolderName.of(List.of("a", "", "b"))).isEqualTo("a,%,b");
    assertThat(FolderName.of(List.of(",", "b"))).isEqualTo("%2C,b");
    assertThat(FolderName.of(new JobInput(List.of()), 12)).isEqualTo("12");
  }

  @Test
  void shouldCutALongInputAndStayDifferent() {
    String begin = "x".repeat(300);
    String one = FolderName.of(List.of(begin + "a"));

    assertThat(one).hasSize(200).startsWith("xxx").matches("x+~[0-9a-f]{16}");
    assertThat(FolderName.of(List.of(begin + "b"))).hasSize(200).isNotEqualTo(one);
    assertThat(FolderName.of(List.of(begin, "a"))).isNotEqualTo(FolderName.of(List.of(begin, "b")));
    assertThat(FolderName.of(List.of(begin + "a"))).isEqualTo(one);
  }
}
