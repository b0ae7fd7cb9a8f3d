package dev.headway.internal.process.loader;

import java.util.HashMap;
import java.util.Map;

/**
 * What stands in a worker for the class loaders of its parent, by their numbers. Safe for use by
 * several threads.
 */
public final class RemoteClassLoaders implements ClassLoaders {
  private final ClassRequests requests;
  private final Map<Integer, RemoteClassLoader> loaders = new HashMap<>();

  public RemoteClassLoaders(ClassRequests requests) {
    this.requests = requests;
  }

  @Override
  public int number(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader instanceof RemoteClassLoader remote) {
      return remote.number();
    }
    return ClassLoaders.isSystem(loader) ? SYSTEM : UNKNOWN;
  }

  /** What stands for a loader of the parent. */
  @Override
  public ClassLoader loader(int number) {
    return number == SYSTEM ? ClassLoader.getSystemClassLoader() : remote(number);
  }

  private synchronized RemoteClassLoader remote(int number) {
    return loaders.computeIfAbsent(
        number, its -> new RemoteClassLoader(its, requests, this::remote));
  }
}
