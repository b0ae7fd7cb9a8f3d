package dev.headway.internal.terminal.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.testkit.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsiRendererTest {

  private Size size = new Size(20, 10);
  private final Screen screen = new Screen(20, 10);
  private final AnsiRenderer renderer = new AnsiRenderer();

  private static List<Line> lines(String... texts) {
    return Stream.of(texts).map(text -> new Line(text, text, text.length())).toList();
  }

  private void draw(String... texts) {
    write(renderer.draw(lines(texts), size));
  }

  /** What somebody writes who knows nothing of a frame. */
  private void write(String text) {
    try {
      screen.output().write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void resize(int columns, int rows) {
    screen.resize(columns, rows);
    size = new Size(columns, rows);
  }

  @Test
  void shouldRestAboveTheFrame() {
    write("before\r\n");
    draw("one", "two");
    assertThat(screen.lines()).containsExactly("before", "", "one", "two");
    assertThat(screen.cursorRow()).isEqualTo(1);
    assertThat(screen.cursorColumn()).isZero();
  }

  @Test
  void shouldRestBehindAnUnfinishedLine() {
    write("Continue? ");
    draw("one", "two");
    write("yes");
    draw("ONE");
    write("\r\n");
    draw("ONE");
    assertThat(screen.lines()).containsExactly("Continue? yes", "", "ONE");
  }

  @Test
  void shouldOverwriteInPlace() {
    draw("one", "two");
    assertThat(renderer.draw(lines("ONE", "T"), size))
        .isEqualTo(
            "\033[K\033D\033D\033[2A\0337\033[m\033[?7l" + "\r\nONE\033[K\r\nT\033[K\033[?7h\0338");
  }

  @Test
  void shouldEraseTheRowsOfLinesThatAreGone() {
    draw("one", "two", "three");
    draw("two!");
    assertThat(screen.lines()).containsExactly("", "two!");
    draw("two!", "three");
    assertThat(screen.lines()).containsExactly("", "two!", "three");
    draw();
    assertThat(screen.lines()).isEmpty();
    assertThat(renderer.isEmpty()).isTrue();
  }

  @Test
  void shouldCutOffWhatIsTooLongSinceTheTerminalBecameNarrower() {
    draw("a".repeat(19), "b".repeat(19));
    screen.resize(8, 10); // Not told yet.
    draw("A".repeat(19), "B".repeat(19));
    resize(8, 10);
    draw("short", "one");
    assertThat(screen.everything()).containsExactly("", "short", "one");
  }

  @Test
  void shouldDrawAnewWhereSomebodyElseWasAtWork() {
    draw("one", "two");
    write("^Z\r\nStopped\r\n> fg\r\n");
    renderer.forget();
    draw("one", "two");
    assertThat(screen.lines()).startsWith("^Z").endsWith("", "one", "two").hasSize(6);
  }

  @Test
  void shouldBeginALineOfItsOwnIfOneIsUnfinished() {
    write(renderer.freshLine(size) + "one\r\n");
    write("unfinished");
    write(renderer.freshLine(size) + "two\r\n");
    assertThat(screen.lines()).containsExactly("one", "unfinished", "two");
  }

  @Test
  void shouldTakeTurnsOnOneRow() {
    size = new Size(20, 1);
    assertThat(renderer.draw(lines("one", "two"), size)).isEqualTo("\rone\033[K\r");
    assertThat(renderer.lift()).isEqualTo("\r\033[K");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldLoseNoLineOfOthersAndLeaveNoRowOfAFrame(long seed) {
    int written = others(new Random(seed), () -> {});
    assertThat(found()).isEqualTo(IntStream.range(0, written).boxed().toList());
    assertThat(screen.everything()).noneMatch(row -> row.startsWith("@row"));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void shouldLoseNoLineOfOthersWhenResized(long seed) {
    Random random = new Random(seed);
    int written =
        others(
            random,
            () -> {
              if (random.nextInt(10) == 0) {
                resize(18 + random.nextInt(40), 3 + random.nextInt(25));
              }
            });
    assertThat(found()).isEqualTo(IntStream.range(0, written).boxed().toList());
  }

  /** Frames of some rows, and lines that go past them. */
  private int others(Random random, Runnable between) {
    int written = 0;
    for (int frame = 0; frame < 200; frame++) {
      draw(
          IntStream.range(0, random.nextInt(6))
              .mapToObj(i -> "@row".repeat(size.columns() / 5))
              .toArray(String[]::new));
      for (int i = random.nextInt(4) * random.nextInt(8); i > 0; i--) {
        write("line_" + written++ + "\r\n");
      }
      between.run();
    }
    draw("@row");
    draw();
    return written;
  }

  private List<Integer> found() {
    return Pattern.compile("line_(\\d+)")
        .matcher(String.join("", screen.everything()))
        .results()
        .map(line -> Integer.valueOf(line.group(1)))
        .toList();
  }

  @Test
  void shouldNeverClearTheScreenNorHideTheCursorNorKeepARegion() {
    String all =
        renderer.draw(lines("one"), size)
            + renderer.lift()
            + renderer.draw(lines("two", "three"), size)
            + renderer.draw(lines("two"), new Size(9, 9))
            + renderer.freshLine(size);
    assertThat(all.replace("three", "")).doesNotContain("J", "\033[?25", "r", "s", "u");
  }

  @Test
  void shouldKnowWhatItShows() {
    assertThat(renderer.shows(List.of(), size)).isTrue();
    draw("one");
    assertThat(renderer.shows(lines("one"), size)).isTrue();
    assertThat(renderer.shows(lines("one"), new Size(30, 10))).isFalse();
    renderer.forget();
    assertThat(renderer.shows(lines("one"), size)).isFalse();
    renderer.lift();
    assertThat(renderer.isEmpty()).isTrue();
  }
}
