package dev.headway.internal.process.loader;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Class loaders by number, so that what travels can say by which of them each of its classes was
 * defined. The two ends of a conversation give the same number to a loader and to what stands for
 * it.
 */
public interface ClassLoaders {
  /** The number of the loaders that every JVM has: of the class path, and of the JDK. */
  int SYSTEM = 0;

  /** No number: the reader knows which loader to take. */
  int UNKNOWN = -1;

  /** The most loaders that have a number. */
  int MAX = Short.MAX_VALUE;

  /** For what is read by its writer, or has classes of one loader only. */
  ClassLoaders NONE =
      new ClassLoaders() {
        @Override
        public int number(Class<?> type) {
          return UNKNOWN;
        }

        @Override
        public @Nullable ClassLoader loader(int number) {
          return null;
        }
      };

  /** The number of the loader that has defined a class. */
  int number(Class<?> type);

  /**
   * The loader with a number; null if it is gone or unknown.
   *
   * @throws IOException if there cannot be one
   */
  @Nullable ClassLoader loader(int number) throws IOException;

  /** True for the loaders that every JVM has. */
  static boolean isSystem(@Nullable ClassLoader loader) {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    while (system != null && system != loader) {
      system = system.getParent();
    }
    return system == loader;
  }
}
