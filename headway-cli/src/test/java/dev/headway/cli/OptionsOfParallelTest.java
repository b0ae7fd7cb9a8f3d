package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Headway run knows each option of GNU parallel 20221122, and its page tells of each. */
class OptionsOfParallelTest {
  private static final Path PAGE = Path.of(System.getProperty("basedir"), "../docs/run.md");

  private static List<String> options() throws IOException {
    try (InputStream in = OptionsOfParallelTest.class.getResourceAsStream("parallel-options.txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static CommandSpec run() {
    return Main.commandLine(Ansi.OFF).getSubcommands().get(RunCommand.NAME).getCommandSpec();
  }

  private static boolean has(String page, String option) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(option) + "(?![\\w-])")
        .matcher(page)
        .find();
  }

  @Test
  void shouldTakeOrRefuseEachByName() throws IOException {
    CommandSpec run = run();

    assertThat(options())
        .hasSizeGreaterThan(180)
        .allSatisfy(option -> assertThat(run.findOption(option)).as(option).isNotNull());
  }

  @Test
  void shouldHaveEachOnItsPage() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(options()).filteredOn(option -> !has(page, option)).isEmpty();
  }

  @Test
  void shouldHaveEachOfItsOwnOnItsPage() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(run().options())
        .filteredOn(option -> !option.hidden())
        .extracting(OptionSpec::longestName)
        .hasSizeGreaterThan(40)
        .filteredOn(option -> !has(page, option))
        .isEmpty();
  }
}
