package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -j 0 echo ::: a              | '0' is no number of jobs from 1 to 1024
          --timeout 0 echo ::: a       | '0' is no time above 0
          --stop soon echo ::: a       | 'soon' is none of never, first, 3, 10%
          --halt 3 echo ::: a          | '3' is none of never, soon,fail=1
          --retry -1 echo ::: a        | '-1' is not a whole number from 0 to 1000
          --line -k echo ::: a         | give one of them
          -a x echo ::: a              | Values come from -a FILE or from :::, not from both
          echo ::: a ::: b             | Several lists of values (:::) are not supported
          echo :::: file               | use -a FILE
          echo ::: a :::+ b            | Linked lists of values (:::+) are not supported
          ::: a b                      | let a shell run it: headway run sh -c {}
          --pipe cat                   | --pipe of GNU parallel is not supported. Values are given
          --sshlogin host echo ::: a   | let the command be ssh
          -N2 echo ::: a b             | -N of GNU parallel is not supported
          --results dir echo ::: a     | --results of GNU parallel is not supported
          --joblog - echo ::: a        | give --joblog a file
          --resume echo ::: a          | use --journal FILE
          --sh echo_{} ::: a           | Write: --sh 'echo_"$1"'
          --keeporder echo ::: a       | Unknown option: '--keeporder'
          """)
  void shouldRefuseAndSayWhatToWrite(String words, String why) {
    Ran ran = Ran.headway(("run " + words).split(" "));

    assertThat(ran.err()).startsWith("headway run: ").contains(why).hasLineCount(1);
    assertThat(ran.err().strip()).endsWith("See 'headway run --help'.");
    assertThat(ran.status()).isEqualTo(255);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void shouldExplainACommandLineInOneWord() {
    Ran ran = Ran.headway("run", "gzip -k {}", ":::", "a");

    assertThat(ran.status()).isEqualTo(255);
    assertThat(ran.err())
        .contains("'gzip -k {}' is one word", "Write its words without quotes")
        .contains("--sh 'gzip -k \"$1\"'");
  }

  @Test
  void shouldNameAProgramThatDoesNotExistBeforeAnythingRuns() {
    Ran ran = Ran.headway("run", "--joblog", "/no/such/folder", "no-such-program", ":::", "a");

    assertThat(ran.status()).isEqualTo(127);
    assertThat(ran.err())
        .startsWith("headway run: There is no program no-such-program.")
        .contains("--sh");
  }

  @Test
  void shouldNameAFileThatCannotBeUsed() {
    assertThat(Ran.headway("run", "-a", "/no/such/file", "echo"))
        .satisfies(
            ran -> assertThat(ran.status()).isEqualTo(255),
            ran ->
                assertThat(ran.err()).contains("The file of inputs /no/such/file cannot be read"));
    assertThat(Ran.headway("run", "--joblog", "/no/such/file", "echo", ":::", "a"))
        .satisfies(
            ran -> assertThat(ran.status()).isEqualTo(255),
            ran -> assertThat(ran.err()).contains("The joblog /no/such/file cannot be written"));
  }

  @Test
  void shouldHaveItsOwnExitStatusesInItsHelp() {
    Ran ran = Ran.headway("run", "--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("1-100", "  255  ", "HEADWAY_PROGRESS").doesNotContain("--halt");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }
}
