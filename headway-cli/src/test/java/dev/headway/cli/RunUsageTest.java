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
          -a /no/file echo ::: a       | The file of inputs /no/file cannot be read
          echo ::: a :::: /no/file     | The file of inputs /no/file cannot be read
          ::: a b                      | let a shell run it: headway run sh -c {}
          --pipe cat ::: a             | With --pipe jobs get blocks of input and no values
          --pipe --csv cat             | --colsep, --csv, --link, -E and -r have no meaning then
          --pipe -0 cat                | With --pipe, --recend says what a record ends with
          --pipe -d , cat              | With --pipe, --recend says what a record ends with
          --block 1 echo ::: a         | need --pipe
          --recend , echo ::: a        | need --pipe
          --recstart , echo ::: a      | need --pipe
          --rrs echo ::: a             | need --pipe
          --pipe -X cat                | -N and -L say what a job gets, and --block how much
          --pipe --shuf cat            | With --pipe jobs start in the order of the blocks
          --pipe --header x cat        | --header is ':' or a number of lines
          --pipe --recend= -N1 cat     | Records without an end cannot be counted
          --pipe cat :::: /x /y        | With --pipe there is one input
          --round-robin cat            | Each job gets a block of whole records
          --block 0 --pipe cat         | '0' is no number from 1, such as 100, 10k
          -n x echo ::: a              | 'x' is no number from 0
          --colsep ( echo ::: a        | --colsep ( is no regular expression
          --csv --colsep ,, echo       | With --csv, --colsep is one character
          --csv -0 echo                | With --csv, -0, -d and -E have no meaning
          --csv -d ; echo              | With --csv, -0, -d and -E have no meaning
          --csv -E x echo ::: a        | With --csv, -0, -d and -E have no meaning
          -0 -d , echo                 | -0 and -d are two separators; give one of them
          -n 2 -L 3 echo ::: a         | -n, -N and -L say how many inputs a job gets
          -n 2 -N 3 echo ::: a         | -n, -N and -L say how many inputs a job gets
          -s 100 echo ::: a            | -s needs one of -X, -m, --xargs, -n, -N and -L
          -j 1 -P 2 echo ::: a         | -P is another name of -j; give one of them
          --retry 1 --retries 2 echo   | --retries is another form of --retry; give one of them
          --stop 1 --halt 2 echo ::: a | --halt is another form of --stop; give one of them
          --results x --tag echo ::: a | --tag and --tagstring need --line
          --results x --tagstring y echo ::: a | --tag and --tagstring need --line
          --header 2 echo ::: a        | --header is ':', for names
          -d= echo ::: a               | -d needs a text of one character at least
          -I= echo ::: a               | -I needs a text of one character at least
          --rate 5 echo ::: a          | '5' is no rate of jobs, such as 5/s
          --load 0 echo ::: a          | '0' is no number of processes above 0
          --delay x echo ::: a         | 'x' is no time above 0
          --exit all echo ::: a        | expected one of [COUNT, ANY]
          --longest-first echo ::: a   | needs --journal FILE
          --longest-first --journal x -k echo ::: a | give one of them
          --longest-first --shuf echo ::: a | are two orders; give one of them
          --tagstring {%} echo ::: a   | --tagstring has no slot {%}
          --sshlogin host echo ::: a   | let the command be ssh
          --results x.csv echo ::: a   | --results is a folder, with a folder for each input
          --results x{} echo ::: a     | --results is a folder, with a folder for each input
          --plus echo ::: a            | --plus of GNU parallel is not supported. The placeholders
          --joblog - echo ::: a        | give --joblog a file
          --resume echo ::: a          | use --journal FILE
          --sh echo_{} ::: a           | Write: --sh 'echo_"$1"'
          --keepordr echo ::: a        | Unknown option: '--keepordr'
          """)
  void shouldRefuseAndSayWhatToWrite(String words, String why) {
    Ran ran = Ran.headway(("run " + words).split(" "));

    assertThat(ran.err()).startsWith("headway run: ").contains(why).hasLineCount(1);
    assertThat(ran.err().strip())
        .matches(".*(See 'headway run --help'|/no/file cannot be read.*)\\.");
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
