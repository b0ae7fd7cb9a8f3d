package dev.headway.cli.run;

/**
 * How many values a job gets.
 *
 * @param most how many at most; 0 for one value that is not passed on, -1 for as many as fit
 * @param lines true if a line that ends in a blank goes on in the next
 * @param repeated true if a word with a placeholder is repeated for each value
 * @param spread true if the last values are given to all slots in equal parts
 * @param maxBytes how long a command may be; 0 for what the system allows
 */
public record BatchSettings(
    int most, boolean lines, boolean repeated, boolean spread, long maxBytes) {
  /** As many values as fit. */
  public static final int ALL = -1;

  /** One value for each job. */
  public static final BatchSettings ONE = new BatchSettings(1, false, false, false, 0);

  /** Whether a job may get several values. */
  boolean isSeveral() {
    return most != 0 && most != 1;
  }
}
