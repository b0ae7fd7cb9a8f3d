package dev.headway;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.work.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value was asked for, but its task failed. The cause is what the function threw; the other tasks
 * of the run were cancelled. Iterate over {@link Results#outcomes()} to get failures as values
 * instead.
 */
public final class TaskFailedException extends JobException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private final transient @Nullable Outcome<?, ?> outcome;

  TaskFailedException(Outcome<?, ?> failed, List<Outcome<?, ?>> outcomes) {
    super(message(failed), failed.error(), outcomes);
    this.outcome = failed;
  }

  private TaskFailedException(TaskFailedException same, List<Outcome<?, ?>> outcomes) {
    super(same.text(), same.getCause(), outcomes);
    this.outcome = same.outcome;
  }

  @Override
  TaskFailedException after(List<Outcome<?, ?>> delivered) {
    return new TaskFailedException(this, joined(delivered));
  }

  /**
   * The task that failed.
   *
   * @return its outcome, which is not a success; null if this exception was serialized
   */
  public @Nullable Outcome<?, ?> outcome() {
    return outcome;
  }

  private static String message(Outcome<?, ?> failed) {
    return "Task "
        + failed.index()
        + " failed for the input "
        + ControlEscapes.value(failed.input(), ControlEscapes.MAX_LENGTH)
        + ": "
        + textOf(failed.error());
  }
}
