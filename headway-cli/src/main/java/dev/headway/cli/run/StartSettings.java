package dev.headway.cli.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When jobs start.
 *
 * @param jobs how many run at once
 * @param order in which order they start
 * @param delay how far apart they start; null if that is no matter
 * @param maxLoad no job starts while so many processes or more run; 0 if that is no matter
 * @param minMemory no job starts while fewer bytes of memory are free; 0 if that is no matter
 */
public record StartSettings(
    int jobs, Order order, @Nullable Duration delay, double maxLoad, long minMemory) {

  /** In which order jobs start. */
  public enum Order {
    /** That of the inputs. */
    GIVEN,
    /** Another one each time. */
    SHUFFLED,
    /** Those first that took longest in an earlier run. */
    LONGEST_FIRST
  }
}
