package dev.headway.work;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The states that one worker holds, for authors of backends: {@link #bind} each function before it
 * is applied, and close them with the worker.
 *
 * <p>Not thread-safe: for the thread that runs the worker's tasks.
 */
public final class WorkerStates implements AutoCloseable {
  /** A worker that serves many jobs forgets the states of the older ones. */
  private static final int MOST = 8;

  private record Bound(TaskFunction<?, ?> function, @Nullable Object state) {}

  private final IdentityHashMap<TaskFunction<?, ?>, Bound> bound = new IdentityHashMap<>();

  /** Makes an empty set of states. */
  public WorkerStates() {}

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
    return function instanceof Stateful<?, A, B> stateful ? bindState(stateful) : function;
  }

  @SuppressWarnings("unchecked") // What is bound to a function has its types.
  private <S extends @Nullable Object, A extends @Nullable Object, B extends @Nullable Object>
      TaskFunction<A, B> bindState(Stateful<S, A, B> stateful) throws Exception {
    Bound known = bound.get(stateful);
    if (known == null) {
      if (bound.size() == MOST) {
        close();
      }
      S state = stateful.state().make();
      known = new Bound(stateful.with(state), state);
      bound.put(stateful, known);
    }
    return (TaskFunction<A, B>) known.function();
  }

  /** Closes all states. Those that are asked for later are made anew. */
  @Override
  public void close() {
    for (Bound each : bound.values()) { // No lambda: every worker that ends pays here.
      Stateful.close(each.state());
    }
    bound.clear();
  }
}
