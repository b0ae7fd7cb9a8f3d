package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --workers=0            | '0' is not a whole number from 1 to 1024
          --workers=1025         | '1025' is not a whole number from 1 to 1024
          --workers=2.5          | '2.5' is not a whole number
          --workers=many         | 'many' is not a whole number
          --workers              | Missing required parameter for option '--workers'
          --inputs=1,x           | 'x' is not a number from 0 to 1000000
          --inputs=5,,3          | '' is not a number
          --inputs=-1            | '-1' is not a number
          --inputs=1e999999999   | '1e999999999' is not a number
          --inputs=1e-999999999  | at most 9 decimals
          --inputs=NaN           | 'NaN' is not a number
          --unit=-0.1            | '-0.1' is not a number from 0 to 3600
          --unit=4000            | '4000' is not a number from 0 to 3600
          --section=0            | '0' is not a whole number from 1 to 5
          --section=1,6          | '6' is not a whole number from 1 to 5
          --backend=cluster      | 'cluster' is none of processes, threads, virtual, serial
          --worker=3             | Unknown option: '--worker=3'. Did you mean --workers?
          5                      | Unmatched argument at index 1: '5'
          """)
  void shouldRefuseAndSayWhyInOneLine(String option, String why) {
    Ran ran = Ran.headway("demo", option);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("headway demo: ").contains(why).hasLineCount(1);
    assertThat(ran.err()).endsWith("See 'headway demo --help'." + System.lineSeparator());
  }

  @Test
  void shouldShortenWhatIsRefused() {
    Ran ran = Ran.headway("demo", "--workers=" + "9".repeat(39) + "👍👍");

    assertThat(ran.err()).contains("'" + "9".repeat(39) + "…' is not a whole number");
  }

  @Test
  void shouldSuggestTheCommandThatWasMeant() {
    Ran ran = Ran.headway("dmo");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err().strip())
        .isEqualTo("headway: There is no command 'dmo'. Did you mean demo? See 'headway --help'.");
  }

  @Test
  void shouldShowTheCommandsIfNoneIsGiven() {
    Ran ran = Ran.headway();

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Usage: headway", "demo", "completion");
  }

  @Test
  void shouldExplainWhatVirtualThreadsNeed() {
    Ran ran = Ran.headway("demo", "--backend", "virtual", "--unit", "0", "--section", "5");

    if (Runtime.version().feature() < 21) {
      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.err()).contains("need Java 21 or later", "--backend threads").hasLineCount(1);
    } else {
      assertThat(ran.status()).isZero();
      assertThat(ran.out()).contains("5. 5 virtual threads", "Result: [6, 5, 4, 3, 2]");
    }
  }
}
