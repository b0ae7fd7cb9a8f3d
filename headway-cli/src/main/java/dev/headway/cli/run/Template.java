package dev.headway.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command, with placeholders. A value takes the place of a placeholder as it is,
 * inside of its word: nothing is split, quoted or parsed.
 *
 * @param words byte texts; at least one has a placeholder
 */
record Template(List<String> words) {

  /** Makes a template; the value is the last word if no word has a placeholder. */
  static Template of(List<String> words) {
    if (words.stream().anyMatch(Template::hasPlaceholder)) {
      return new Template(List.copyOf(words));
    }
    List<String> more = new ArrayList<>(words);
    more.add(Placeholder.VALUE.text());
    return new Template(List.copyOf(more));
  }

  /** Returns the words of the command for an input. */
  List<String> expand(String value, long number, int slot) {
    List<String> expanded = new ArrayList<>(words.size());
    for (String word : words) {
      expanded.add(expand(word, value, number, slot));
    }
    return expanded;
  }

  private static String expand(String word, String value, long number, int slot) {
    if (word.indexOf('{') < 0) {
      return word;
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int open = word.indexOf('{'); open >= 0; open = word.indexOf('{', from)) {
      Placeholder found = at(word, open);
      int end = open + (found == null ? 1 : found.text().length());
      text.append(word, from, found == null ? end : open);
      if (found != null) {
        text.append(found.of(value, number, slot));
      }
      from = end;
    }
    return text.append(word, from, word.length()).toString();
  }

  static boolean hasPlaceholder(String word) {
    for (int open = word.indexOf('{'); open >= 0; open = word.indexOf('{', open + 1)) {
      if (at(word, open) != null) {
        return true;
      }
    }
    return false;
  }

  /** Returns the placeholder that begins at a place of a word, or null. */
  static @Nullable Placeholder at(String word, int place) {
    for (Placeholder each : Placeholder.values()) {
      if (word.startsWith(each.text(), place)) {
        return each;
      }
    }
    return null;
  }
}
