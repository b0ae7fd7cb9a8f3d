package dev.headway.progress;

/**
 * What this process stands in: a terminal, a log file, nothing. Found by {@link
 * java.util.ServiceLoader}, so that the numbers need not know how they are drawn; {@code
 * dev.headway.terminal} provides it.
 */
public interface Surroundings {

  /**
   * Makes the view that suits: a bar on a terminal, lines in a log, nothing where it is switched
   * off.
   *
   * @return a new view
   */
  View view();

  /**
   * Prints a line that stands whole, above the bar if there is one.
   *
   * @param toStandardError true for standard error, false for standard output
   * @param line the line, without its end
   */
  void print(boolean toStandardError, String line);
}
