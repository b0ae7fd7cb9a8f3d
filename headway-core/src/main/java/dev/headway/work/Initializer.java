package dev.headway.work;

import java.io.Serializable;

/**
 * What each worker process does once, before its first task: load a model, open a connection, warm
 * a cache. It is {@link Serializable}, so that a lambda or a method reference can be sent. The
 * result is left in static fields for the tasks to use.
 *
 * <pre>{@code
 * Processes.of(4).init(Model::load)
 * }</pre>
 */
@FunctionalInterface
public interface Initializer extends Serializable {

  /**
   * Prepares the worker process that it is called in.
   *
   * @throws Exception whatever goes wrong: then the worker cannot be started
   */
  void run() throws Exception;
}
