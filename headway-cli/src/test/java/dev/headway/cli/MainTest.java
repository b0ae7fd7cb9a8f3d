package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class MainTest {

  /** Java itself ends so at these signals, and none of the commands does otherwise. */
  @Test
  void shouldHaveEachEndByASignalInTheHelpOfEachCommand() {
    Map<String, CommandLine> commands = new HashMap<>(Main.commandLine(Ansi.OFF).getSubcommands());
    commands.put("headway", Main.commandLine(Ansi.OFF));

    assertThat(commands)
        .hasSizeGreaterThan(8)
        .allSatisfy(
            (name, command) ->
                assertThat(command.getUsageMessage(Ansi.OFF))
                    .contains("  129  ", "  130  ", "  141  ", "  143  "));
  }

  @Test
  void shouldDocumentItsExitStatusesAndVariables() {
    for (String[] args : new String[][] {{"--help"}, {"demo", "--help"}, {"completion", "-h"}}) {
      Ran ran = Ran.headway(args);

      assertThat(ran.status()).isZero();
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out()).contains("  0  ", "  1  ", "  2  ", "  130  ", "  141  ", "  143  ");
      assertThat(ran.out()).contains("HEADWAY_PROGRESS", "auto,", "NO_COLOR", "FORCE_COLOR");
      assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void shouldSayItsVersionAndThatOfJava() {
    Ran ran = Ran.headway("--version");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).matches("headway \\d+\\.\\d+\\.\\d+\\S*\\RJava \\d+.*\\R");
  }

  /** Reading the others would take half of the time until a command begins. */
  @Test
  void shouldReadOnlyTheSubcommandThatIsNamed() {
    Main.commandLine(Ansi.OFF)
        .getSubcommands()
        .forEach(
            (name, whole) -> {
              Map<String, CommandLine> read = Main.commandLine(Ansi.OFF, name).getSubcommands();
              assertThat(read.size() == 1).as(name).isEqualTo(!name.equals("completion"));
              assertThat(read.get(name))
                  .as(name)
                  .extracting(CommandLine::getUsageMessage)
                  .isEqualTo(whole.getUsageMessage());
            });
    assertThat(Main.commandLine(Ansi.OFF, "--version").getSubcommands()).hasSizeGreaterThan(4);
  }

  @Test
  void shouldEndQuietlyWhenNobodyReads() {
    PrintStream closed = new PrintStream(OutputStream.nullOutputStream());
    closed.close();
    StringWriter err = new StringWriter();

    int status =
        Main.commandLine(Ansi.OFF)
            .setOut(new PrintWriter(closed, true))
            .setErr(new PrintWriter(err))
            .execute("demo", "--unit=0", "--backend=threads");

    assertThat(status).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldUseColoursOnTerminalsUnlessTheEnvironmentSaysOtherwise() {
    assertThat(Colour.wanted(Map.of(), () -> true)).isTrue();
    assertThat(Colour.wanted(Map.of(), () -> false)).isFalse();
    assertThat(Colour.wanted(Map.of("NO_COLOR", "1"), () -> true)).isFalse();
    assertThat(Colour.wanted(Map.of("NO_COLOR", ""), () -> true)).isTrue();
    assertThat(Colour.wanted(Map.of("TERM", "dumb"), () -> true)).isFalse();
    assertThat(Colour.wanted(Map.of("FORCE_COLOR", "1", "NO_COLOR", "1"), () -> false)).isTrue();
    assertThat(Colour.wanted(Map.of("FORCE_COLOR", "0"), () -> true)).isFalse();
  }
}
