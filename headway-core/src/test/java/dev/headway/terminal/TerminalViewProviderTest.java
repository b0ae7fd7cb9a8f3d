package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.device.TtyProbe;
import dev.headway.progress.DefaultViewProvider;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TerminalViewProviderTest {

  @Test
  void shouldBeFoundByTheNumbers() {
    assertThat(ServiceLoader.load(DefaultViewProvider.class))
        .hasSize(1)
        .first()
        .isInstanceOf(TerminalViewProvider.class);
  }

  @Test
  void shouldTouchNothingBeforeThereIsAnythingToShow() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    View view = new TerminalViewProvider().view();
    view.show(new Snapshot(0, List.of()));
    new BarView();
    assertThat(System.out).isSameAs(out);
    assertThat(System.err).isSameAs(err);
  }

  @Test
  void shouldSeeThatThereIsNoTerminal() {
    // The JVM of the tests is started with pipes, wherever the build itself runs.
    assertThat(TtyProbe.isTerminal(TtyProbe.STANDARD_ERROR)).isFalse();
    assertThat(TtyProbe.isOutputOnSameTerminal()).isFalse();
    assertThat(TtyProbe.size()).isNull();
  }
}
