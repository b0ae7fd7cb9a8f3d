package dev.headway.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word of a command. What takes the place of a placeholder is inserted as it is: nothing is
 * split, quoted or parsed.
 *
 * @param segments its parts
 */
record TemplateWord(List<Segment> segments) {

  /**
   * A part of a word.
   *
   * @param text what it is, or how its placeholder is written
   * @param placeholder null for plain text
   */
  record Segment(String text, @Nullable Placeholder placeholder) {}

  /** Makes a word without placeholders. */
  static TemplateWord plain(String word) {
    return new TemplateWord(word.isEmpty() ? List.of() : List.of(new Segment(word, null)));
  }

  static TemplateWord of(String word, Syntax syntax) {
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < word.length()) {
      Placeholder found = syntax.at(word, at);
      if (found == null) {
        at++;
        continue;
      }
      if (at > from) {
        segments.add(new Segment(word.substring(from, at), null));
      }
      segments.add(new Segment(found.text(), found));
      at += found.text().length();
      from = at;
    }
    if (from < word.length()) {
      segments.add(new Segment(word.substring(from), null));
    }
    return new TemplateWord(List.copyOf(segments));
  }

  boolean hasPlaceholder() {
    return segments.stream().anyMatch(segment -> segment.placeholder() != null);
  }

  boolean isOfAll() {
    return segments.stream().anyMatch(segment -> isOfAll(segment.placeholder()));
  }

  private static boolean isOfAll(@Nullable Placeholder placeholder) {
    return placeholder != null && placeholder.isOfAll();
  }

  /**
   * Adds the words that this becomes: several if a placeholder stands for several values.
   *
   * @param repeated true if the whole word is repeated for each value; else its text stands before
   *     the first and behind the last
   */
  void expand(List<String> words, List<String> values, long number, int slot, boolean repeated) {
    if (repeated && values.size() > 1 && isOfAll()) {
      for (String value : values) {
        expand(words, List.of(value), values, number, slot);
      }
    } else {
      expand(words, values, values, number, slot);
    }
  }

  private void expand(
      List<String> words, List<String> each, List<String> values, long number, int slot) {
    StringBuilder text = new StringBuilder();
    boolean any = segments.isEmpty();
    for (Segment segment : segments) {
      Placeholder placeholder = segment.placeholder();
      if (placeholder == null) {
        text.append(segment.text());
        any = true;
      } else if (!placeholder.isOfAll()) {
        text.append(placeholder.of(values, number, slot));
        any = true;
      } else {
        for (int value = 0; value < each.size(); value++) {
          if (value > 0) {
            words.add(text.toString());
            text.setLength(0);
          }
          text.append(placeholder.part().of(each.get(value)));
          any = true;
        }
      }
    }
    if (any) { // Without values nothing stands there, not even an empty word.
      words.add(text.toString());
    }
  }

  /** Returns how many bytes its text has. */
  int textLength() {
    return segments.stream()
        .filter(segment -> segment.placeholder() == null)
        .mapToInt(segment -> segment.text().length())
        .sum();
  }
}
