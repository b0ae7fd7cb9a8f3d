package dev.headway.work;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states that one worker holds, for authors of backends: {@link #bind} each function before it
 * is applied, and close them with the worker.
 *
 * <p>Not thread-safe: for the thread that runs the worker's tasks.
 */
public final class StateCache implements AutoCloseable {
  /** A worker that serves many jobs forgets the state that it has not used for longest. */
  private static final int MAX = 8;

  private record Bound(
      TaskFunction<?, ?> of, TaskFunction<?, ?> function, @Nullable Object state) {}

  /** Those that were used last stand at the end. */
  private final List<Bound> bound = new ArrayList<>();

  /** Makes an empty set of states. */
  public StateCache() {}

  /**
   * A function with the state of this worker in place, which is made on the first call.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param function any function
   * @return the same function if it needs no state
   * @throws Exception if the state cannot be made
   */
  public <A extends @Nullable Object, B extends @Nullable Object> TaskFunction<A, B> bind(
      TaskFunction<A, B> function) throws Exception {
    return function instanceof BoundFunction<?, A, B> boundFunction
        ? bindState(boundFunction)
        : function;
  }

  @SuppressWarnings("unchecked") // What is bound to a function has its types.
  private <S extends @Nullable Object, A extends @Nullable Object, B extends @Nullable Object>
      TaskFunction<A, B> bindState(BoundFunction<S, A, B> boundFunction) throws Exception {
    Bound known = take(boundFunction);
    if (known == null) {
      if (bound.size() == MAX) {
        BoundFunction.close(bound.remove(0).state());
      }
      S state = boundFunction.state().make();
      known = new Bound(boundFunction, boundFunction.with(state), state);
    }
    bound.add(known);
    return (TaskFunction<A, B>) known.function();
  }

  private @Nullable Bound take(TaskFunction<?, ?> function) {
    for (int i = bound.size() - 1; i >= 0; i--) {
      if (bound.get(i).of() == function) {
        return bound.remove(i);
      }
    }
    return null;
  }

  /** Closes all states. Those that are asked for later are made anew. */
  @Override
  public void close() {
    for (Bound each : bound) { // No lambda: every worker that ends pays here.
      BoundFunction.close(each.state());
    }
    bound.clear();
  }
}
