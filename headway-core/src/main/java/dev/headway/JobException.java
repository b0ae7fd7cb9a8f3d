package dev.headway;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.LoadErrors;
import dev.headway.internal.text.UserText;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerStartException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run ended before all its values were delivered. It carries every outcome that was known and not
 * yet delivered, so that nothing that is done is lost. If {@code toList()} throws it, that is every
 * outcome.
 *
 * <pre>{@code
 * try {
 *   all = pool.map(inputs, function).toList();
 * } catch (JobException e) {
 *   for (Outcome<?, ?> one : e.outcomes()) { ... }     // not delivered before: done, failed, cancelled
 * }
 * }</pre>
 */
public class JobException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private static final int MAX_TEXT_LENGTH = 1000;

  // Inputs and values need not be serializable; an exception that is serialized leaves them behind.
  private final transient @Nullable List<Outcome<?, ?>> outcomes;

  JobException(String message, @Nullable Throwable cause, List<Outcome<?, ?>> outcomes) {
    super(message, cause);
    this.outcomes = List.copyOf(outcomes);
  }

  /**
   * Returns this exception with further outcomes: those that were delivered and not passed on to
   * the caller.
   */
  JobException after(List<Outcome<?, ?>> delivered) {
    return new JobException(text(), getCause(), joined(delivered));
  }

  /** Returns the text of a user's object for a message. */
  static String textOf(@Nullable Object any) {
    return ControlEscapes.value(any, MAX_TEXT_LENGTH);
  }

  /** Makes the exception of a run that was given up. */
  static JobException givenUp(Throwable fault, List<Outcome<?, ?>> known) {
    String why = LoadErrors.of(fault);
    if (why == null) {
      why = fault instanceof WorkerStartException ? UserText.firstLine(fault) : textOf(fault);
    }
    return new JobException("The run was given up: " + why, fault, known);
  }

  final String text() {
    return Objects.requireNonNullElse(getMessage(), "");
  }

  final List<Outcome<?, ?>> joined(List<Outcome<?, ?>> delivered) {
    List<Outcome<?, ?>> all = new ArrayList<>(delivered);
    all.addAll(outcomes());
    all.sort(Comparator.comparingLong(Outcome::index));
    return all;
  }

  /**
   * What became of the tasks whose outcome was not delivered before: successes, failures, and those
   * that were taken from the source and then cancelled.
   *
   * @return the outcomes by index; empty if this exception was serialized
   */
  public List<Outcome<?, ?>> outcomes() {
    return outcomes == null ? List.of() : outcomes;
  }
}
