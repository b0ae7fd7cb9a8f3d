package dev.headway.terminal;

import dev.headway.progress.Snapshot;
import dev.headway.progress.Surroundings;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of a program on a terminal or in a log: a {@link BarView} if standard error is a
 * terminal, else a {@link PlainView}; the latter also if {@code TERM} is {@code dumb} or {@code CI}
 * is set, as services do that build and test unattended. The environment variable {@code
 * HEADWAY_PROGRESS} overrides that with {@code bar}, {@code plain}, {@code json} or {@code off}.
 *
 * <p>Safe for use by several threads. Making one, or its view, costs nothing: what this process
 * stands in is found out when the view is first shown, by the thread that shows it.
 */
public final class TerminalSurroundings implements Surroundings {

  /** Makes the surroundings of this process; normally {@link java.util.ServiceLoader} does. */
  public TerminalSurroundings() {}

  @Override
  public View view() {
    return Recorded.ifWanted(System.getenv(), new Chosen());
  }

  @Override
  public void print(boolean toStandardError, String line) {
    PrintStream target = toStandardError ? System.err : System.out;
    boolean onTerminal = toStandardError ? Terminals.ERROR : Terminals.OUTPUT;
    target.println(onTerminal ? LineGatherer.harmless(line) : line);
  }

  /** Which streams are terminals; found out when there is something to print. */
  private static final class Terminals {
    static final boolean OUTPUT = Probe.isTerminal(Probe.STANDARD_OUTPUT);
    static final boolean ERROR = Probe.isTerminal(Probe.STANDARD_ERROR);
  }

  /** Chooses when it is first shown. */
  private static final class Chosen implements View {
    private @Nullable View view;

    @Override
    public void show(Snapshot snapshot) {
      View chosen = view == null ? view = choose() : view;
      chosen.show(snapshot);
    }

    private static View choose() {
      Map<String, String> environment = System.getenv();
      String warning = Choice.warning(environment);
      if (warning != null) {
        System.err.println(warning);
      }
      return Choice.of(environment, () -> Probe.isTerminal(Probe.STANDARD_ERROR)).view();
    }
  }
}
