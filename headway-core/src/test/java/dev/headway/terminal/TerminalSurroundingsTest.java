package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Snapshot;
import dev.headway.progress.Surroundings;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TerminalSurroundingsTest {

  @Test
  void shouldBeFoundByTheNumbers() {
    assertThat(ServiceLoader.load(Surroundings.class))
        .hasSize(1)
        .first()
        .isInstanceOf(TerminalSurroundings.class);
  }

  @Test
  void shouldTouchNothingBeforeThereIsAnythingToShow() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    View view = new TerminalSurroundings().view();
    view.show(new Snapshot(0, List.of()));
    new BarView();
    assertThat(System.out).isSameAs(out);
    assertThat(System.err).isSameAs(err);
  }

  @Test
  void shouldSeeThatThereIsNoTerminal() {
    // The JVM of the tests is started with pipes, wherever the build itself runs.
    assertThat(Probe.isTerminal(Probe.STANDARD_ERROR)).isFalse();
    assertThat(Probe.isOutputOnSameTerminal()).isFalse();
    assertThat(Probe.size()).isNull();
  }
}
