package dev.headway.cli.run;

import java.util.List;

/**
 * Stands for something that differs from job to job, in the words of a command; as in GNU parallel.
 *
 * @param text how it is written
 * @param part what takes its place
 * @param position of which value, from 1, or from -1 for the last; 0 for each value
 */
record Placeholder(String text, ValuePart part, int position) {

  /** Whether a value takes its place for each value of the job. */
  boolean isOfAll() {
    return part.isOfValue() && position == 0;
  }

  /**
   * Returns what takes its place, unless it stands for each value.
   *
   * @param values those of the job; one that it does not have is empty
   * @param number the place of the job, from 1
   * @param slot where the command runs, from 1
   */
  String of(List<String> values, long number, int slot) {
    return switch (part) {
      case NUMBER -> Long.toString(number);
      case SLOT -> Integer.toString(slot);
      default -> {
        int index = position > 0 ? position - 1 : values.size() + position;
        yield index >= 0 && index < values.size() ? part.of(values.get(index)) : "";
      }
    };
  }
}
