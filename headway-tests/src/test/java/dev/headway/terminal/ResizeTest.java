package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.testkit.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResizeTest {

  private final ScreenDevice device = new ScreenDevice(80, 16, new Theme(true, true));
  private final Screen screen = device.screen;
  private final BarView view = new BarView(device);

  private void show(int done) {
    Rows outer = Rows.named("thumbnails").done(done).rate(3.0).rest(9, 12, 19).elapsed(done);
    Rows inner = Rows.named("decode").id(2).depth(1).done(done).rate(1.0).elapsed(done);
    Rows other = Rows.named("unknown").id(3).total(null).done(done).rate(1.0).elapsed(done);
    view.show(new Snapshot(done, List.of(outer.row(), inner.row(), other.row())));
  }

  private void log(int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      String line = "log_line_" + i + "_of_a_program_that_says_a_little_more\r\n";
      screen.output().write(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Lines as the program printed them, wherever they were wrapped. */
  private List<String> logLines() {
    String all = String.join("", screen.everything());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      if (all.contains("log_line_" + i + "_of_a_program_that_says_a_little_more")) {
        found.add("log line " + i);
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 14, 20})
  void shouldLoseNoLineAndLeaveNoRowBehind(int lines) throws IOException {
    log(lines);
    int done = 1;
    show(done);
    for (int width : new int[] {50, 30, 100, 20, 80, 33, 13, 80}) {
      device.resize(width, 16);
      show(++done);
      show(++done);
      assertThat(screen.lines().stream().filter(line -> line.contains("thu"))).hasSize(1);
    }
    assertThat(logLines())
        .isEqualTo(IntStream.range(0, lines).mapToObj(i -> "log line " + i).toList());
    assertThat(screen.lines()).filteredOn(line -> line.startsWith("  decode")).hasSize(1);
    assertThat(screen.lines()).filteredOn(line -> line.startsWith("unknown")).hasSize(1);
  }

  @Test
  void shouldKeepTheFrameOnALowScreen() throws IOException {
    log(3);
    show(1);
    device.resize(80, 4);
    show(2);
    show(3);
    assertThat(screen.lines().get(screen.lines().size() - 2)).startsWith("thumbnails   7%");
    assertThat(screen.line(screen.lines().size() - 1)).isEqualTo("… 2 more");
    assertThat(logLines()).hasSize(3);
  }

  @Test
  void shouldUseTheRoomOfAWiderScreen() {
    device.resize(30, 16);
    show(1);
    assertThat(screen.line(1)).doesNotContain("0:01");
    device.resize(100, 16);
    show(1);
    assertThat(screen.lines()).hasSize(4);
    assertThat(screen.line(1)).endsWith("0:01 elapsed");
  }
}
