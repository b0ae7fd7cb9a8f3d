package dev.headway.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * Makes the copy of an exception.
 *
 * @param <T> the type of the copies
 */
@FunctionalInterface
public interface ThrowableMaker<T extends Throwable> {
  /**
   * Makes a copy.
   *
   * @param name the name of the class of the original
   * @param message its message, or null if it has none
   * @param cause the copy of its cause, or null if it has none
   * @return the copy
   */
  T make(String name, @Nullable String message, @Nullable T cause);
}
