package dev.headway.work;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Makes what each worker holds for its tasks: a model, a connection, a parser that is not
 * thread-safe. Made once per worker, by the worker's own thread, before its first task; closed at
 * the end of the worker if it is {@link AutoCloseable}. A thread that waits inside of a task for a
 * job of the same pool makes one for each batch that it takes over. It is never serialized, and
 * need not be serializable.
 *
 * <pre>{@code
 * pool.over(files).map(() -> Model.load(path), (model, file) -> model.score(file))
 * }</pre>
 *
 * @param <S> the type of the state
 */
@FunctionalInterface
public interface StateFactory<S extends @Nullable Object> extends Serializable {

  /**
   * Makes the state of one worker.
   *
   * @return the state, for that worker alone
   * @throws Exception if it cannot be made; the task that asked for it fails, and the next one asks
   *     again
   */
  S make() throws Exception;
}
