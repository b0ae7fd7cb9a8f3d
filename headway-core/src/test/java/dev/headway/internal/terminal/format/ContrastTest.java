package dev.headway.internal.terminal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whether what is shown can be read, by the contrast of WCAG 2.2: at least 4.5 : 1 for text, and 3
 * : 1 for the cells of a bar.
 */
class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double GRAPHICS = 3;

  /** The background of common terminals. */
  private static final Map<String, Integer> BACKGROUNDS =
      Map.ofEntries(
          Map.entry("xterm", 0x000000),
          Map.entry("paper", 0xffffff),
          Map.entry("VS Code dark", 0x1e1e1e),
          Map.entry("VS Code light", 0xffffff),
          Map.entry("Windows Terminal", 0x0c0c0c),
          Map.entry("Ubuntu", 0x300a24),
          Map.entry("Tango light", 0xeeeeec),
          Map.entry("Solarized dark", 0x002b36),
          Map.entry("Solarized light", 0xfdf6e3),
          Map.entry("Dracula", 0x282a36),
          Map.entry("One Half light", 0xfafafa));

  private static double channel(int value) {
    double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static double luminance(int rgb) {
    return 0.2126 * channel(rgb >> 16 & 0xff)
        + 0.7152 * channel(rgb >> 8 & 0xff)
        + 0.0722 * channel(rgb & 0xff);
  }

  private static double contrast(int one, int other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** A colour of the cube, which terminals do not change as they do with the first sixteen. */
  private static int fixed(int number) {
    assertThat(number).isBetween(16, 231);
    int[] levels = {0, 95, 135, 175, 215, 255};
    int cube = number - 16;
    return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6];
  }

  private static List<Integer> codes(Style style) {
    return style.code().isEmpty()
        ? List.of()
        : Arrays.stream(style.code().split(";")).map(Integer::valueOf).toList();
  }

  @Test
  void shouldShowTextInTheColourOfTheTerminalOrInFixedColoursWithContrast() {
    for (Style style : EnumSet.allOf(Style.class)) {
      List<Integer> codes = codes(style);
      if (style.isForBars() || codes.isEmpty() || codes.equals(List.of(1))) {
        continue; // Text of the terminal's own colour, perhaps bold.
      }
      assertThat(codes).as(style.name()).hasSize(6).startsWith(38, 5);
      assertThat(codes.subList(3, 5)).as(style.name()).containsExactly(48, 5);
      assertThat(contrast(fixed(codes.get(2)), fixed(codes.get(5))))
          .as(style.name())
          .isGreaterThanOrEqualTo(TEXT);
    }
  }

  @Test
  void shouldShowBarsThatStandOutOnEachBackground() {
    for (Style style : List.of(Style.BAR, Style.BAR_FAILED)) {
      List<Integer> codes = codes(style);
      assertThat(codes).hasSize(3).startsWith(38, 5);
      BACKGROUNDS.forEach(
          (name, background) ->
              assertThat(contrast(fixed(codes.get(2)), background))
                  .as(style + " on " + name)
                  .isGreaterThanOrEqualTo(GRAPHICS));
    }
  }
}
