package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PainterTest {

  private static final Size SIZE = new Size(20, 10);

  private final Painter painter = new Painter();

  private static Line line(String text) {
    return new Line(text, text, text.length());
  }

  private String redraw(String... lines) {
    List<Line> frame = java.util.Arrays.stream(lines).map(PainterTest::line).toList();
    return painter.redraw(List.of(), frame, SIZE, true);
  }

  @Test
  void shouldOverwriteInPlaceWhileNothingGetsShorter() {
    redraw("one", "two");
    assertThat(redraw("ONE", "TWO!")).isEqualTo("\r\033[1A\rONE\033[K\r\nTWO!\033[K");
  }

  @Test
  void shouldDeleteRowsOfWhichALineGetsShorter() {
    redraw("one", "two");
    assertThat(redraw("on", "two")).isEqualTo("\r\r\033[1A\033[2M\ron\033[K\r\ntwo\033[K");
  }

  @Test
  void shouldDeleteTheRowsOfLinesThatAreGone() {
    redraw("one", "two", "three");
    assertThat(redraw("two!", "three")).isEqualTo("\r\033[2A\033[1M\rtwo!\033[K\r\nthree\033[K");
  }

  @Test
  void shouldCountRowsAsANarrowerTerminalWrapsThem() {
    redraw("a".repeat(19), "b".repeat(5));
    Size narrow = new Size(8, 10);
    assertThat(painter.lift(narrow, true)).isEqualTo("\r\033[3A\033[4M");
  }

  @Test
  void shouldCountLinesWhereTheTerminalCutsThemOff() {
    redraw("a".repeat(19), "b".repeat(5));
    assertThat(painter.lift(new Size(8, 10), false)).isEqualTo("\r\033[1A\033[2M");
  }

  @Test
  void shouldNeverClearTheScreenNorHideTheCursor() {
    String all = redraw("one") + redraw() + redraw("two", "three") + painter.lift(SIZE, true);
    assertThat(all).doesNotContain("J", "\033[?25");
  }

  @Test
  void shouldKnowWhatItShows() {
    assertThat(painter.shows(List.of(), SIZE)).isTrue();
    redraw("one");
    assertThat(painter.shows(List.of(line("one")), SIZE)).isTrue();
    assertThat(painter.shows(List.of(line("one")), new Size(30, 10))).isFalse();
    painter.forget();
    assertThat(painter.isEmpty()).isTrue();
  }
}
