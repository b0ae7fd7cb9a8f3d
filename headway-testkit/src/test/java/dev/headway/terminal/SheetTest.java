package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.recording.Still;
import dev.headway.testkit.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {
  private static final List<String> PRINTED =
      List.of(
          "one\r\n",
          "\033[31mred\033[0m and \033[1;36mbold\033[0m\r\n",
          "漢字 in two cells\r\n",
          "a line that is much longer than the screen is wide, so that it has to wrap somewhere\r\n",
          "under\rover\r\n",
          "é as two\r\n",
          "\r\n");

  private static void both(Screen screen, Sheet sheet, String text) throws IOException {
    screen.output().write(text.getBytes(UTF_8));
    sheet.write(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldShowWhatATerminalShows(long seed) throws IOException {
    Random random = new Random(seed);
    Screen screen = new Screen(60, 8);
    Sheet sheet = new Sheet(new Size(60, 8));
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    BarView bar = new BarView(drawn, 60, 8);
    for (int frame = 0; frame < 60; frame++) {
      boolean up = random.nextInt(4) > 0;
      Row.State state = up ? Row.State.RUNNING : Row.State.FINISHED;
      Rows first = Rows.named("first").done(random.nextInt(40)).state(state);
      Rows second = Rows.named("second 漢").id(2).done(random.nextInt(40), 1, 1, 1).state(state);
      List<Row> rows =
          random.nextBoolean() ? List.of(first.row()) : List.of(first.row(), second.row());
      bar.show(new Snapshot(frame * 100_000_000L, rows));
      both(screen, sheet, drawn.toString(UTF_8));
      drawn.reset();
      if (!up && random.nextBoolean()) {
        both(screen, sheet, PRINTED.get(random.nextInt(PRINTED.size())));
      }
      assertThat(new Still(0, sheet.spans()).texts())
          .as("frame %s", frame)
          .containsExactlyElementsOf(screen.lines());
    }
  }

  @Test
  void shouldPutTabsAtEveryEighthCell() {
    Sheet sheet = new Sheet(new Size(20, 2));
    sheet.write("tab\tstop\r12345678\tend");
    assertThat(new Still(0, sheet.spans()).texts()).containsExactly("12345678stop    end");
  }

  @Test
  void shouldPassOverWhatItDoesNotKnow() {
    Sheet sheet = new Sheet(new Size(20, 2));
    sheet.write("a\033]9;4;1;50\007b\033]0;title\033\\c\033[?25ld\033(e\033[999;999Hf");
    assertThat(new Still(0, sheet.spans()).texts().get(0)).isEqualTo("abcdef");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\033", "\033[", "\033[12", "\033]0;open", "\033[38;5", "\033[99999999m"})
  void shouldSurviveWhatIsCutOff(String text) {
    Sheet sheet = new Sheet(new Size(20, 2));
    sheet.write("a" + text);
    sheet.write("\r\n\033[0mb");
    assertThat(new Still(0, sheet.spans()).texts().get(1)).isEqualTo("b");
  }
}
