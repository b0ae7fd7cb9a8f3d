package dev.headway.progress;

import dev.headway.Progress;
import org.jspecify.annotations.Nullable;

/**
 * A progress inside of a running task: a {@link Progress} that the task has begun, or a job of its
 * own. Immutable.
 *
 * @param label what is being done; may be empty
 * @param unit what is counted
 * @param done how many are done
 * @param total how many there are in all as declared, or null if that is not known
 */
public record SubProgress(String label, Unit unit, long done, @Nullable Long total) {

  /**
   * Returns the fraction that is done.
   *
   * @return 1 for all, more if the total was too low; null if the total is unknown or 0
   */
  public @Nullable Double fraction() {
    return total == null || total == 0 ? null : (double) done / total;
  }
}
