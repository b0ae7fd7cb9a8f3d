package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

class CompletionTest {

  /** A shell that is not there understands everything. */
  private static boolean isUnderstoodBy(String shell, String script) throws Exception {
    String command = "command -v " + shell + " >/dev/null || exec cat >/dev/null; " + shell + " -n";
    Process check = new ProcessBuilder("sh", "-c", command).start();
    try (OutputStream in = check.getOutputStream()) {
      in.write(script.getBytes(UTF_8));
    }
    return check.waitFor() == 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void shouldWriteAScriptThatTheShellUnderstands(String shell) throws Exception {
    Ran ran = Ran.headway("completion", shell);

    assertThat(ran.status()).isZero();
    assertThat(isUnderstoodBy(shell, ran.out())).isTrue();
    assertThat(ran.out()).contains("workers", "processes", "keep-order", "compact");
  }

  @Test
  void shouldTakeBashUnlessTold() {
    assertThat(Ran.headway("completion")).isEqualTo(Ran.headway("completion", "bash"));
    assertThat(Ran.headway("completion").out()).contains("complete -F _complete_headway");
  }

  @Test
  void shouldBeAFunctionThatZshLoadsByItself() {
    assertThat(Ran.headway("completion", "zsh").out())
        .startsWith("#compdef headway\n")
        .contains("_bash_complete -o default -F _complete_headway")
        .contains("function compopt { return 0; }")
        .doesNotContain("alias compopt");
  }

  @Test
  void shouldOfferValuesAsTheyAreWritten() {
    assertThat(Ran.headway("completion").out())
        .contains(
            "(\"count\" \"any\") # --exit values",
            "(\"1\" \"2\" \"3\" \"4\" \"5\") # --section values");
  }

  @Test
  void shouldRefuseAnotherShell() {
    Ran ran = Ran.headway("completion", "ksh");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("'ksh' is none of the shells bash, zsh, fish");
  }

  @Test
  void shouldOfferInFishWhatFitsThePlace() {
    CommandSpec headway = Main.commandLine(Ansi.OFF).getCommandSpec();

    assertThat(FishCompletion.of(headway).lines())
        .contains(
            "complete -c headway -n '__headway_at' -f -a replay"
                + " -d 'Play a recording in this terminal.'",
            "complete -c headway -n '__headway_in run' -s a -l arg-file -l argfile -r -F"
                + " -d 'Read the inputs from a file. Several are combined, as several \\':::\\' are.'")
        .anyMatch(line -> line.startsWith("complete -c headway -n '__headway_at journal' -f -a "))
        .anyMatch(line -> line.contains("-l workers -x -d 'How many tasks run at once (default: 5"))
        .anyMatch(line -> line.contains("-n '__headway_at completion' -f -a 'bash zsh fish' -d "))
        .noneMatch(line -> line.contains("sshlogin") || line.contains("%%"));
  }

  @Command(name = "odd")
  private static final class Odd {
    @Option(names = "-o", description = "It's 100%% a \\ backslash.")
    @SuppressWarnings("UnusedVariable") // Its annotation is what counts.
    private String text = "";
  }

  @Test
  void shouldQuoteWhatFishWouldRead() {
    assertThat(FishCompletion.of(CommandSpec.forAnnotatedObject(new Odd())))
        .contains(" -s o -x -d 'It\\'s 100% a \\\\ backslash.'\n");
  }
}
