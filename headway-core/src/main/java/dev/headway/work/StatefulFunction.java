package dev.headway.work;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function that is given the state of its worker with each input. One state is used by one thread
 * at a time.
 *
 * @param <S> the type of the state
 * @param <A> the type of the inputs
 * @param <B> the type of the results
 * @see StateFactory
 */
@FunctionalInterface
public interface StatefulFunction<
        S extends @Nullable Object, A extends @Nullable Object, B extends @Nullable Object>
    extends Serializable {

  /**
   * Computes the result for one input.
   *
   * @param state what this worker holds
   * @param input an element of the source
   * @return the result, which may be null
   * @throws Exception whatever goes wrong with this input; it costs this task alone
   */
  B apply(S state, A input) throws Exception;
}
