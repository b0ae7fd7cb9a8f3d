package dev.headway.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class ShortNameTest {
  private enum Size {
    LARGE
  }

  private record Point(int x, int y) {}

  private record Broken(int x) {
    @Override
    public String toString() {
      throw new StackOverflowError();
    }
  }

  private static String name(Object input) {
    return ShortName.of(input, 12);
  }

  @Test
  void shouldNameWhatHasAHarmlessText() {
    assertThat(name("IMG_1.jpg")).isEqualTo("IMG_1.jpg");
    assertThat(name(42L)).isEqualTo("42");
    assertThat(name(Size.LARGE)).isEqualTo("LARGE");
    assertThat(name(new Point(1, 2))).isEqualTo("Point[x=1, y=2]");
    assertThat(name(URI.create("http://a/b"))).isEqualTo("http://a/b");
  }

  @Test
  void shouldNameFilesByTheEndOfTheirPath() {
    assertThat(name(Path.of("/home/me/photos/2024/a.jpg"))).isEqualTo("2024/a.jpg");
    assertThat(name(new File("b.jpg"))).isEqualTo("b.jpg");
    assertThat(name(Path.of("/"))).isEqualTo("/");
  }

  @Test
  void shouldGiveTheIndexWhereTheTextMayDoHarm() {
    assertThat(name(null)).isEqualTo("#12");
    assertThat(name(new Broken(1))).isEqualTo("#12");
    assertThat(name(new HashMap<>())).isEqualTo("#12");
    assertThat(name(new byte[9])).isEqualTo("#12");
    assertThat(name(" ")).isEqualTo("#12");
    assertThat(
            name(
                new Object() {
                  @Override
                  public String toString() {
                    throw new AssertionError("asked for its text");
                  }
                }))
        .isEqualTo("#12");
  }

  @Test
  void shouldBoundTheLengthAndCutNoCharacter() {
    assertThat(name("a" + "x".repeat(1_000_000) + "z")).hasSize(81).startsWith("ax").endsWith("xz");
    assertThat(name("a/" + "x".repeat(100) + ".jpg")).hasSize(81).startsWith("…").endsWith(".jpg");
    String cut = name("x" + "🏞".repeat(100));
    assertThat(cut.codePoints().filter(c -> c >= 0xD800 && c < 0xE000)).isEmpty();
  }
}
