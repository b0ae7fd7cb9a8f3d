package dev.headway.cli.run;

import dev.headway.internal.journal.SkippableInput;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one job gets.
 *
 * @param values what takes the place of placeholders, as byte texts
 * @param block its standard input; null if it has nothing to read
 */
record JobInput(List<String> values, @Nullable Block block) implements SkippableInput {
  private static final int MOST_SHOWN = 3;
  private static final int MOST_CHARACTERS = 200;

  JobInput(String value) {
    this(List.of(value), null);
  }

  JobInput(List<String> values) {
    this(List.copyOf(values), null);
  }

  /** Returns what tells it from other inputs: a text or a list of texts. */
  Object identity() {
    if (block != null) {
      return block.identity();
    }
    return values.size() == 1 ? values.get(0) : values;
  }

  /** No job reads the block, and the disk has no room for all that an earlier run has done. */
  @Override
  public void skipped() {
    if (block != null) {
      block.delete();
    }
  }

  /** Returns all values as they are read by a person, with spaces between them. */
  String text() {
    return block == null
        ? values.stream().map(ByteText::shown).collect(Collectors.joining(" "))
        : block.toString();
  }

  /** Returns the values as they are shown; of many, the first and how many there are. */
  @Override
  public String toString() {
    int length = values.stream().mapToInt(String::length).sum();
    if (values.size() < 2 || values.size() <= MOST_SHOWN && length <= MOST_CHARACTERS) {
      return text();
    }
    return ByteText.shown(values.get(0)) + " … (" + values.size() + " values)";
  }
}
