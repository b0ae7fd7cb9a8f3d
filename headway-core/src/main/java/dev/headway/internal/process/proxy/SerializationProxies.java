package dev.headway.internal.process.proxy;

import java.io.Serializable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Chooses what travels in the place of a value that is not serializable. */
public final class SerializationProxies {
  private SerializationProxies() {}

  /** What is to travel for an object: the object itself, unless it needs a substitute. */
  static @Nullable public Object of(@Nullable Object value) {
    if (value == null || value instanceof Serializable) {
      return value;
    }
    if (value instanceof Path path) {
      return path.getFileSystem() == FileSystems.getDefault() ? OfPath.of(path) : path;
    }
    Object optional = ofOptional(value);
    if (optional != null) {
      return optional;
    }
    if (value instanceof Charset charset) {
      return new OfCharset(charset.name());
    }
    if (value instanceof FileTime time && FileTime.from(time.toInstant()).equals(time)) {
      return new OfFileTime(time.toInstant());
    }
    if (value instanceof ByteBuffer buffer) {
      return BufferProxy.of(buffer);
    }
    return ViewProxy.isView(value) ? ViewProxy.of(value) : value;
  }

  private static @Nullable Object ofOptional(Object value) {
    if (value instanceof Optional<?> optional) {
      return new OfOptional(optional.orElse(null));
    } else if (value instanceof OptionalInt optional) {
      return new OfNumber('i', optional.isPresent(), optional.orElse(0), 0);
    } else if (value instanceof OptionalLong optional) {
      return new OfNumber('l', optional.isPresent(), optional.orElse(0), 0);
    } else if (value instanceof OptionalDouble optional) {
      return new OfNumber('d', optional.isPresent(), 0, optional.orElse(0));
    }
    return null;
  }

  /**
   * A path of the default file system.
   *
   * @param name its text, or its URI where the text would lose bytes of a name that is no text
   */
  private record OfPath(String name, boolean uri) implements SerializationProxy {
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
  private record OfOptional(@Nullable Object value) implements SerializationProxy {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return Optional.ofNullable(value);
    }
  }

  /**
   * An optional number.
   *
   * @param kind the type of the number: i, l or d
   */
  private record OfNumber(char kind, boolean present, long whole, double real)
      implements SerializationProxy {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return switch (kind) {
        case 'i' -> present ? OptionalInt.of((int) whole) : OptionalInt.empty();
        case 'l' -> present ? OptionalLong.of(whole) : OptionalLong.empty();
        default -> present ? OptionalDouble.of(real) : OptionalDouble.empty();
      };
    }
  }

  /** A set of characters, by its name. */
  private record OfCharset(String name) implements SerializationProxy {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return Charset.forName(name);
    }
  }

  /** The time of a file. */
  private record OfFileTime(Instant time) implements SerializationProxy {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return FileTime.from(time);
    }
  }
}
