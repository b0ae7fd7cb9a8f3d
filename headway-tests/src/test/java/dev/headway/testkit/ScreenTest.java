package dev.headway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final Screen screen = new Screen(10, 3);

  private void write(String text) throws IOException {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      screen.output().write(b);
    }
  }

  @Test
  void shouldShowLinesAndKeepWhatScrolledOff() throws IOException {
    write("one\r\ntwo\r\n漢字 é\r\nfour");
    assertThat(screen.lines()).containsExactly("two", "漢字 é", "four");
    assertThat(screen.history()).containsExactly("one");
    assertThat(screen.everything()).containsExactly("one", "two", "漢字 é", "four");
    assertThat(screen.cursorRow()).isEqualTo(2);
    assertThat(screen.cursorColumn()).isEqualTo(4);
  }

  @Test
  void shouldMarkColours() throws IOException {
    write("a\033[31mb\033[0mc\033[2md");
    assertThat(screen.markedLines()).containsExactly("a<red>b</>c<dim>d</>");
  }

  @Test
  void shouldWrapAnewWhenItIsResized() throws IOException {
    write("0123456789abc\r\nx");
    screen.resize(5, 5);
    assertThat(screen.lines()).containsExactly("01234", "56789", "abc", "x");
    screen.resize(20, 5);
    assertThat(screen.lines()).containsExactly("0123456789abc", "x");
    assertThat(screen.cursorRow()).isEqualTo(1);
    assertThat(screen.cursorColumn()).isEqualTo(1);
  }

  @Test
  void shouldNotKeepLinesThatAreDeleted() throws IOException {
    write("one\r\n\033[31mtwo\033[0m\r\nthree\033[1;1H");
    screen.output().write("\033[1Mx".getBytes(StandardCharsets.UTF_8));
    assertThat(screen.markedLines()).containsExactly("x<red>wo</>", "three");
    assertThat(screen.history()).isEmpty();
  }

  @Test
  void shouldKeepTheClockStillUntilItIsMovedOn() {
    ManualTicker ticker = new ManualTicker();
    assertThat(ticker.nanoTime()).isZero();
    ticker.advance(Duration.ofMillis(3));
    assertThat(ticker.nanoTime()).isEqualTo(3_000_000);
    assertThatIllegalArgumentException().isThrownBy(() -> ticker.advance(Duration.ofNanos(-1)));
  }
}
