package dev.headway.process;

import dev.headway.text.UserText;
import dev.headway.text.Visible;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the two ends of a request know by number, in one direction. One end describes
 * each class once, ahead of the first value that needs it; after that its number is enough. Only
 * descriptions are kept, never a value: what is sent twice arrives as it was each time.
 *
 * <p>It begins anew with each request, so that a class can be forgotten with its loader, and so
 * that nothing which one request did not read is missed by the next. What is described in the same
 * bytes as in the request before is not read again though. For one thread.
 */
final class Vocabulary {
  /** The number of a class that is described in full each time. */
  static final int UNNUMBERED = -1;

  private static final int MOST = 1000;

  private final Loaders loaders;
  private final IdentityHashMap<Class<?>, Integer> numbers = new IdentityHashMap<>();

  /** What this end has described. */
  private final List<ObjectStreamClass> said = new ArrayList<>();

  /** What this end was told. */
  private List<Description> heard = new ArrayList<>();

  /** What it was told in the request before. */
  private List<Description> before = new ArrayList<>();

  /** For each class its shape, for as long as there is the class. */
  private final ClassValue<Optional<Shape>> shapes =
      new ClassValue<>() {
        @Override
        protected Optional<Shape> computeValue(Class<?> type) {
          return Optional.ofNullable(Shape.of(type));
        }
      };

  /** For each class the bytes that describe it. */
  private final ClassValue<byte[]> descriptions =
      new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
          Bytes bytes = new Bytes();
          try {
            Serialization.write(bytes, ObjectStreamClass.lookupAny(type), loaders);
          } catch (IOException e) {
            throw new UncheckedIOException(UserText.of(e, Visible.LONGEST), e);
          }
          return Arrays.copyOf(bytes.array(), bytes.length());
        }
      };

  private @Nullable Class<?> lastType;
  private int lastNumber;
  private @Nullable Class<?> lastShaped;
  private @Nullable Shape lastShape;

  /** For classes of one loader. */
  Vocabulary() {
    this(Loaders.NONE);
  }

  Vocabulary(Loaders loaders) {
    this.loaders = loaders;
  }

  /** How both ends name class loaders. */
  Loaders loaders() {
    return loaders;
  }

  /** A request begins. */
  void reset() {
    forget(0);
    lastShaped = null;
    lastShape = null;
    List<Description> oldest = before;
    before = heard;
    oldest.clear();
    heard = oldest;
  }

  /** The way to write the values of a class without the JDK's streams; null if there is none. */
  @Nullable Shape shape(Class<?> type) {
    if (type != lastShaped) {
      lastShape = type.isRecord() ? shapes.get(type).orElse(null) : null;
      lastShaped = type;
    }
    return lastShape;
  }

  /** The number of a class, a new one if it was not described yet. */
  int number(Class<?> type) {
    if (type == lastType) {
      return lastNumber;
    }
    Integer known = numbers.get(type);
    if (known == null) {
      ObjectStreamClass description = ObjectStreamClass.lookupAny(type);
      if (description == null || type.isPrimitive() || said.size() == MOST) {
        return UNNUMBERED;
      }
      known = said.size();
      numbers.put(type, known);
      said.add(description);
    }
    lastType = type;
    lastNumber = known;
    return known;
  }

  /** How many classes this end has described, or is about to. */
  int size() {
    return said.size();
  }

  /** Appends the description of a class that has a number here. */
  void describe(int number, Bytes out) {
    byte[] description = descriptions.get(said.get(number).forClass());
    out.write(description, 0, description.length);
  }

  /** Takes back the numbers from a given one on: what should have described them is not sent. */
  void forget(int from) {
    while (said.size() > from) {
      numbers.remove(said.remove(said.size() - 1).forClass());
      lastType = null;
    }
  }

  /**
   * The other end describes its next class. If that cannot be read, it is a matter of the values
   * that need it.
   */
  void learn(byte[] bytes, int offset, int length, @Nullable ClassLoader loader)
      throws BadFrameException {
    if (heard.size() == MOST) {
      throw new BadFrameException("it describes too many classes");
    }
    Description old = heard.size() < before.size() ? before.get(heard.size()) : null;
    heard.add(
        old != null && old.isSame(bytes, offset, length, loader)
            ? old
            : new Description(bytes, offset, length, loader, loaders));
  }

  /**
   * The class with a number.
   *
   * @throws IOException if the other end has not described it in a way that can be read
   * @throws ClassNotFoundException if it is not known here
   */
  ObjectStreamClass heard(int number) throws IOException, ClassNotFoundException {
    if (number < 0 || number >= heard.size()) {
      throw new InvalidClassException("It was not described (number " + number + ").");
    }
    return heard.get(number).get();
  }

  /**
   * The shape of the record class with a number.
   *
   * @throws IOException if it has none that fits what the other end has described
   * @throws ClassNotFoundException if it is not known here
   */
  Shape shape(int number) throws IOException, ClassNotFoundException {
    Shape known = number >= 0 && number < heard.size() ? heard.get(number).shape : null;
    if (known != null) {
      return known;
    }
    ObjectStreamClass description = heard(number);
    Class<?> type = description.forClass();
    if (type == null) {
      throw new ClassNotFoundException(description.getName());
    }
    Shape shape = shape(type);
    if (shape == null || !shape.fits(description)) {
      throw new InvalidClassException(
          description.getName(), "it differs between the program and its worker");
    }
    heard.get(number).shape = shape;
    return shape;
  }

  /** What the other end has said of a class. */
  private static final class Description {
    private final byte[] bytes;
    private final @Nullable ClassLoader loader;

    /** What was read; if it could not be, why not. */
    private final @Nullable Object content;

    /** If it is a record that was read before. */
    private @Nullable Shape shape;

    Description(
        byte[] array, int offset, int length, @Nullable ClassLoader loader, Loaders loaders) {
      this.bytes = Arrays.copyOfRange(array, offset, offset + length);
      this.loader = loader;
      this.content = read(loaders);
    }

    private @Nullable Object read(Loaders loaders) {
      try {
        return Serialization.read(bytes, 0, bytes.length, loader, loaders);
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (Throwable e) { // Whatever damaged bytes lead to.
        return e;
      }
    }

    /** True for a class that the same bytes would lead to again. */
    boolean isSame(byte[] array, int offset, int length, @Nullable ClassLoader itsLoader) {
      return loader == itsLoader
          && content instanceof ObjectStreamClass sound
          && sound.forClass() != null
          && Arrays.equals(bytes, 0, bytes.length, array, offset, offset + length);
    }

    ObjectStreamClass get() throws IOException, ClassNotFoundException {
      if (content instanceof ObjectStreamClass sound) {
        return sound;
      }
      if (content instanceof ClassNotFoundException unknown) {
        throw new ClassNotFoundException(UserText.message(unknown), unknown);
      }
      if (content instanceof Throwable error) {
        throw new IOException(UserText.of(error, Visible.LONGEST), error);
      }
      throw new InvalidClassException("It was described by a " + Texts.typeName(content) + ".");
    }
  }
}
