package dev.headway.process;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Travels in the place of a value of the JDK that people use as an input or a result all the time,
 * and that is not serializable. Turns back into it at the other end.
 */
sealed interface Substitute extends Serializable {

  /** What is to travel for an object: the object itself, unless it needs a substitute. */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Path path && path.getFileSystem() == FileSystems.getDefault()) {
      return OfPath.of(path);
    }
    return value instanceof Optional<?> optional ? new OfOptional(optional.orElse(null)) : value;
  }

  /**
   * A path of the default file system.
   *
   * @param name its text, or its URI where the text would lose bytes of a name that is no text
   */
  record OfPath(String name, boolean uri) implements Substitute {
    private static final long serialVersionUID = 1L;

    static OfPath of(Path path) {
      String text = path.toString();
      return isText(path, text)
          ? new OfPath(text, false)
          : new OfPath(path.toUri().toString(), true);
    }

    private static boolean isText(Path path, String text) {
      try {
        return Path.of(text).equals(path);
      } catch (InvalidPathException e) {
        return false;
      }
    }

    private Object readResolve() {
      return uri ? Path.of(URI.create(name)) : Path.of(name);
    }
  }

  /**
   * An optional value.
   *
   * @param value what is present, or null
   */
  record OfOptional(@Nullable Object value) implements Substitute {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return Optional.ofNullable(value);
    }
  }
}
