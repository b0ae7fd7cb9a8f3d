package dev.headway.work;

import dev.headway.internal.text.ControlEscapes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one task. A failure is a value here, until the caller asks for the value.
 *
 * <pre>{@code
 * for (Outcome<Path, String> one : results.outcomes()) {
 *   if (one instanceof Outcome.Success<Path, String> success) {
 *     System.out.println(success.value());
 *   } else {
 *     System.err.println(one.input() + ": " + one.error());
 *   }
 * }
 * }</pre>
 *
 * <p>The text of an outcome is one line, however long its input and its value are. Each is cut
 * after some 200 characters, and what cannot be seen in it has a readable form. An input whose
 * {@code toString} fails, or takes longer than half a second, has a placeholder there.
 *
 * <p>Outcomes are immutable as far as the input and the value are, and safe to share.
 *
 * @param <A> the type of the inputs
 * @param <B> the type of the results
 */
public sealed interface Outcome<A extends @Nullable Object, B extends @Nullable Object> {

  /**
   * The place of the input in the source.
   *
   * @return the index, counted from 0
   */
  long index();

  /**
   * The input that the function was applied to.
   *
   * @return the input; null if the source has nulls
   */
  A input();

  /**
   * How often the task was tried in this run; see {@code Job.attempts}. If it is less than the job
   * allows and the task did not succeed, the job does not try again after such an error.
   *
   * @return the number, this time included; of a cancelled task, how many attempts had ended
   *     before; 0 if the outcome is from a journal
   */
  int attempts();

  /**
   * Tells whether an earlier run has recorded this outcome in its {@code Journal}, so that the task
   * did not run now.
   *
   * @return true if it is from a journal
   */
  default boolean replayed() {
    return attempts() == 0 && !(this instanceof Cancelled);
  }

  /**
   * Why there is no value.
   *
   * @return the error, or null if the task succeeded
   */
  @Nullable Throwable error();

  /**
   * Tells whether there is a value.
   *
   * @return true if this is a {@link Success}
   */
  default boolean succeeded() {
    return this instanceof Success;
  }

  /**
   * What the task printed last, to either stream, if it failed in a worker process. If the worker
   * crashed, it is what the worker printed to standard error. What tasks print on threads is not
   * told apart.
   *
   * @return at most twenty lines, the oldest first; empty if there are none
   */
  default List<String> lastLines() {
    return List.of();
  }

  /**
   * The function returned a value.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param index the place of the input in the source, from 0
   * @param input the input
   * @param value what the function returned, which may be null
   * @param attempts how often it was tried, this time included; 0 if it was replayed
   */
  record Success<A extends @Nullable Object, B extends @Nullable Object>(
      long index, A input, B value, int attempts) implements Outcome<A, B> {
    @Override
    public @Nullable Throwable error() {
      return null;
    }

    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * The function threw, or its input or result could not be serialized.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param index the place of the input in the source, from 0
   * @param input the input
   * @param error what was thrown; from a worker process with the stack of the worker, and as a
   *     {@link RemoteTaskException} if the original could not be serialized
   * @param attempts how often it was tried, this time included; 0 if it was replayed
   */
  record Failure<A extends @Nullable Object, B extends @Nullable Object>(
      long index, A input, Throwable error, int attempts) implements Outcome<A, B> {
    @Override
    public List<String> lastLines() {
      return CapturedOutput.of(error);
    }

    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * The task ran for longer than its job allows and was ended.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param index the place of the input in the source, from 0
   * @param input the input
   * @param limit how long a task of the job may run; if it was replayed, how long it ran
   * @param attempts how often it was tried, this time included; 0 if it was replayed
   */
  record TimedOut<A extends @Nullable Object, B extends @Nullable Object>(
      long index, A input, Duration limit, int attempts) implements Outcome<A, B> {
    @Override
    public Throwable error() {
      return new TimeoutException(
          "It ran for longer than " + limit.toMillis() / 1000.0 + " s and was ended.");
    }

    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * The worker died while it ran this task: the task crashed it, or something else killed it.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param index the place of the input in the source, from 0
   * @param input the input
   * @param error how the worker ended, as far as it is known
   * @param attempts how often it was tried, this time included; 0 if it was replayed
   */
  record Crashed<A extends @Nullable Object, B extends @Nullable Object>(
      long index, A input, WorkerCrashedException error, int attempts) implements Outcome<A, B> {
    @Override
    public List<String> lastLines() {
      return error.lastLines();
    }

    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * The task was taken from the source but not finished, because its run was cancelled.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param index the place of the input in the source, from 0
   * @param input the input
   * @param attempts how many attempts had ended before, which is 0 without {@code Job.attempts}
   */
  record Cancelled<A extends @Nullable Object, B extends @Nullable Object>(
      long index, A input, int attempts) implements Outcome<A, B> {
    @Override
    public Throwable error() {
      return new CancellationException("The run was cancelled before task " + index + " was done.");
    }

    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }
}
