package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

class HelpPageTest {
  private static final Path PAGES =
      Path.of(System.getProperty("basedir"), "src/main/resources/dev/headway/cli");

  @ParameterizedTest
  @CsvSource({"help.txt, OFF, --help", "help-colour.txt, ON, -h"})
  void shouldSayWhatPicocliSays(String name, Ansi ansi, String asked) throws IOException {
    String made = Main.commandLine(ansi).getUsageMessage(ansi);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGES.resolve(name), made.replace(System.lineSeparator(), "\n"), UTF_8);
    }
    StringWriter text = new StringWriter();

    boolean printed =
        HelpPage.printedFor(new String[] {asked}, ansi == Ansi.ON, new PrintWriter(text));

    assertThat(printed).isTrue();
    assertThat(text.toString()).as("write it anew by -Dgolden.update=true").isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource({"demo --help", "--help --version", "demo"})
  void shouldLeaveAllElseToPicocli(String words) {
    StringWriter text = new StringWriter();

    boolean printed = HelpPage.printedFor(words.split(" "), false, new PrintWriter(text));

    assertThat(printed).isFalse();
    assertThat(text.toString()).isEmpty();
  }
}
