package dev.headway.cli;

import dev.headway.cli.attach.Program;
import dev.headway.cli.attach.ProgramState;
import dev.headway.cli.attach.ProgramTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what runs. */
@Command(
    name = "ps",
    description = {
      "List the programs of this user that serve their progress, and their jobs.",
      "A program does so if HEADWAY_FEED=on is in its environment."
    })
final class Ps implements Runnable {
  static final String NONE =
      "No program of this user serves its progress. Start one with HEADWAY_FEED=on.";

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One line of JSON for each program.")
  private boolean json;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Ps() {}

  @Override
  public void run() {
    ConsoleOutput out = ConsoleOutput.of(spec);
    List<ProgramState> states = states(spec);
    if (json) {
      states.forEach(state -> out.line(state.json()));
    } else if (states.isEmpty()) {
      spec.commandLine().getErr().println(spec.qualifiedName() + ": " + NONE);
    } else {
      table(states).forEach(out::line);
    }
  }

  /** Asks all programs. */
  static List<ProgramState> states(CommandSpec spec) {
    try {
      return Program.all(
              System.getenv(),
              problem -> spec.commandLine().getErr().println(spec.qualifiedName() + ": " + problem))
          .stream()
          .map(ProgramState::of)
          .filter(state -> !state.isGone())
          .toList();
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  static List<String> table(List<ProgramState> states) {
    boolean unicode = Charset.defaultCharset().equals(StandardCharsets.UTF_8);
    return ProgramTable.lines(states, unicode ? "–" : "-");
  }
}
