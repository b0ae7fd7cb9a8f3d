package dev.headway.work;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The function that a job applies to each input.
 *
 * <p>It may throw checked exceptions. It is {@link Serializable}: a lambda or method reference
 * given where a {@code TaskFunction} is expected can be sent to a worker process without a cast.
 * What it captures must be serializable too when it is to run in another process; on threads
 * nothing is serialized.
 *
 * <pre>{@code
 * TaskFunction<Path, Long> size = Files::size;
 * TaskFunction<Double, Double> slowAddOne = x -> { Thread.sleep(1000); return x + 1; };
 * }</pre>
 *
 * <p>One function object is applied by many threads at once: it must be safe for that, as a
 * function without state is.
 *
 * @param <A> the type of the inputs
 * @param <B> the type of the results
 */
@FunctionalInterface
public interface TaskFunction<A extends @Nullable Object, B extends @Nullable Object>
    extends Serializable {

  /**
   * Computes the result for one input.
   *
   * @param input an element of the source; null if the source has nulls
   * @return the result, which may be null
   * @throws Exception whatever goes wrong with this input; it costs this task alone
   */
  B apply(A input) throws Exception;
}
