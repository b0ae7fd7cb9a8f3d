package dev.headway.process;

import java.util.HashMap;
import java.util.Map;

/**
 * What stands in a child for the class loaders of its parent, by their numbers. Safe for use by
 * several threads.
 */
final class RemoteLoaders implements Loaders {
  private final ClassRequests requests;
  private final Map<Integer, RemoteLoader> loaders = new HashMap<>();

  RemoteLoaders(ClassRequests requests) {
    this.requests = requests;
  }

  @Override
  public int number(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader instanceof RemoteLoader remote) {
      return remote.number();
    }
    return Loaders.isSystem(loader) ? SYSTEM : UNKNOWN;
  }

  /** What stands for a loader of the parent. */
  @Override
  public ClassLoader loader(int number) {
    return number == SYSTEM ? ClassLoader.getSystemClassLoader() : remote(number);
  }

  private synchronized RemoteLoader remote(int number) {
    return loaders.computeIfAbsent(number, its -> new RemoteLoader(its, requests, this::remote));
  }
}
