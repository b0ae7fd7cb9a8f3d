package dev.headway.cli.run.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives values one after the other, and reads no further than it must. Used by one thread.
 *
 * @param <T> what it gives
 */
public interface ValueReader<T> extends Closeable {

  /**
   * Returns the next value.
   *
   * @return null behind the last
   * @throws IOException if it cannot be read, or makes no sense
   */
  @Nullable T next() throws IOException;

  /**
   * Closes what is read.
   *
   * @throws IOException if that fails
   */
  @Override
  default void close() throws IOException {}

  /**
   * Gives values that are there.
   *
   * @param values in their order
   * @param <T> what it gives
   * @return a reader that need not be closed
   */
  static <T> ValueReader<T> of(Iterable<T> values) {
    Iterator<T> iterator = values.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }

  /**
   * Leaves values out.
   *
   * @param unwanted true for those
   * @return a reader of the others
   */
  default ValueReader<T> without(Predicate<? super T> unwanted) {
    ValueReader<T> all = this;
    return new ValueReader<>() {
      @Override
      public @Nullable T next() throws IOException {
        T value = all.next();
        while (value != null && unwanted.test(value)) {
          value = all.next();
        }
        return value;
      }

      @Override
      public void close() throws IOException {
        all.close();
      }
    };
  }
}
