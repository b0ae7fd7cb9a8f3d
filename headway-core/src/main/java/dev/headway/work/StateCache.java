package dev.headway.work;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The states that one worker holds, for authors of backends: {@link #bind} each function before it
 * is applied, and close them with the worker.
 *
 * <p>Not thread-safe: for the thread that runs the worker's tasks.
 */
public final class StateCache implements AutoCloseable {
  /** A worker that serves many jobs forgets the states of the older ones. */
  private static final int MAX = 8;

  private record Bound(TaskFunction<?, ?> function, @Nullable Object state) {}

  private final IdentityHashMap<TaskFunction<?, ?>, Bound> bound = new IdentityHashMap<>();

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
    Bound known = bound.get(boundFunction);
    if (known == null) {
      if (bound.size() == MAX) {
        close();
      }
      S state = boundFunction.state().make();
      known = new Bound(boundFunction.with(state), state);
      bound.put(boundFunction, known);
    }
    return (TaskFunction<A, B>) known.function();
  }

  /** Closes all states. Those that are asked for later are made anew. */
  @Override
  public void close() {
    for (Bound each : bound.values()) { // No lambda: every worker that ends pays here.
      BoundFunction.close(each.state());
    }
    bound.clear();
  }
}
