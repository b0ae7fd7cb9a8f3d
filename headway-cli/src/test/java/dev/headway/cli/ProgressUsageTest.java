package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --watch a --pid 1           | --watch looks at a file and --pid at a process; give one of them.
          --watch a b                 | With --watch or --pid nothing is passed on; leave the files out.
          --watch a --lines           | --lines, --null and --rate-limit are for what is passed on.
          --pid 1 --rate-limit 1k     | --lines, --null and --rate-limit are for what is passed on.
          --pid 1 --total 4G          | With --pid the files of the process give the totals and the names.
          --pid x                     | 'x' is not a whole number from 1 to
          --idle 5 a                  | --idle is for --watch.
          --watch a --idle 0          | '0' is no time above 0
          --lines -0 a                | --lines counts lines and --null what ends with a null byte; give one.
          --total 4X /dev/null        | Invalid value for option '--total': '4X' is no amount, such as 500, 1.5M, 4G
          --lines --total x /dev/null | 'x' is no amount, such as 500, 1.5k or 4M
          --rate-limit 0 /dev/null    | Invalid value for option '--rate-limit': it must be above 0.
          --totl 4G                   | Unknown option: '--totl'
          """)
  void shouldRefuseAndSayWhatToWrite(String words, String why) {
    Ran ran = Ran.headway(("progress " + words).split(" "));

    assertThat(ran.err()).startsWith("headway progress: ").contains(why).hasLineCount(1);
    assertThat(ran.err().strip()).endsWith("See 'headway progress --help'.");
    assertThat(ran.status()).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /no/such/file         | The file /no/such/file cannot be read: there is no such file or folder.
          /                     | The file / cannot be read: it is a folder.
          --watch /             | The file / is a folder.
          --pid 1073741823      | There is no process 1073741823.
          """)
  void shouldSayWhatCannotBeRead(String words, String why) {
    Ran ran = Ran.headway(("progress " + words).split(" "));

    assertThat(ran.err()).isEqualToIgnoringNewLines("headway progress: " + why);
    assertThat(ran.status()).isEqualTo(255);
  }

  @Test
  void shouldHaveItsOwnExitStatusesInItsHelp() {
    Ran ran = Ran.headway("progress", "--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("--watch", "  255  ", "HEADWAY_PROGRESS");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }
}
