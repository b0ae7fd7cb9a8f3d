package dev.headway.internal.process.protocol;

/**
 * Loads classes that are certainly needed soon while there is nothing else to do. Half of the time
 * that a worker takes to start goes into loading classes, in its parent and in itself, and each of
 * the two waits for the other meanwhile. Nothing depends on it: what is not loaded here is loaded
 * when it is needed.
 */
public final class ClassPreloader {
  private ClassPreloader() {}

  public static void load(Class<?>... classes) {
    for (Class<?> each : classes) {
      load(each.getName());
    }
  }

  public static void load(String name) {
    try {
      Class.forName(name, true, ClassPreloader.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError | InternalError e) {
      // The code that needs it fails, and says so.
    }
  }
}
