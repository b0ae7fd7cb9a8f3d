package dev.headway.work;

import dev.headway.internal.text.UserText;
import org.jspecify.annotations.Nullable;

/**
 * A function together with the state that it needs. A worker that keeps {@link StateCache} makes
 * the state once; one that does not makes it for each task, which is slower and gives the same.
 *
 * @param <S> the type of the state
 * @param <A> the type of the inputs
 * @param <B> the type of the results
 * @param state makes the state of a worker
 * @param function is given it with each input
 */
public record BoundFunction<
        S extends @Nullable Object, A extends @Nullable Object, B extends @Nullable Object>(
    StateFactory<S> state, StatefulFunction<? super S, ? super A, ? extends B> function)
    implements TaskFunction<A, B> {
  @java.io.Serial private static final long serialVersionUID = 1L;

  @Override
  public B apply(A input) throws Exception {
    S made = state.make();
    try {
      return function.apply(made, input);
    } finally {
      close(made);
    }
  }

  /** Returns the function of one worker, with its state in place. */
  TaskFunction<A, B> with(S made) {
    return input -> function.apply(made, input);
  }

  /** Closes a state that can be closed; its failure costs no result. */
  static void close(@Nullable Object state) {
    if (state instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Throwable e) { // Errors too: nothing depends on it any more.
        UserText.warn(BoundFunction.class, "The state of a worker failed when it was closed.", e);
      }
    }
  }
}
