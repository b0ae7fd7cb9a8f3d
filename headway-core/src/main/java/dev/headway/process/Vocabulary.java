package dev.headway.process;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
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
 * that nothing which one request did not read is missed by the next. For one thread.
 */
final class Vocabulary {
  /** The number of a class that is described in full each time. */
  static final int UNNUMBERED = -1;

  private static final int MOST = 1000;

  private final IdentityHashMap<Class<?>, Integer> numbers = new IdentityHashMap<>();

  /** What this end has described. */
  private final List<ObjectStreamClass> said = new ArrayList<>();

  /** What this end was told: a description, or why it could not be read. */
  private final List<Object> heard = new ArrayList<>();

  /** The shapes of those that are records and were read before. */
  private final List<@Nullable Shape> fitting = new ArrayList<>();

  /** For each class its shape, for as long as there is the class. */
  private final ClassValue<Optional<Shape>> shapes =
      new ClassValue<>() {
        @Override
        protected Optional<Shape> computeValue(Class<?> type) {
          return Optional.ofNullable(Shape.of(type));
        }
      };

  private @Nullable Class<?> lastType;
  private int lastNumber;

  /** A request begins. */
  void reset() {
    forget(0);
    heard.clear();
    fitting.clear();
  }

  /** The way to write the values of a class without the JDK's streams; null if there is none. */
  @Nullable Shape shape(Class<?> type) {
    return type.isRecord() ? shapes.get(type).orElse(null) : null;
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

  ObjectStreamClass said(int number) {
    return said.get(number);
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
    Object description;
    try {
      description = Serialization.read(bytes, offset, length, loader);
    } catch (Exception | LinkageError | StackOverflowError e) {
      description = e;
    }
    heard.add(description == null ? new InvalidClassException("null") : description);
    fitting.add(null);
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
    Object description = heard.get(number);
    if (description instanceof ObjectStreamClass sound) {
      return sound;
    }
    if (description instanceof ClassNotFoundException unknown) {
      throw new ClassNotFoundException(unknown.getMessage(), unknown);
    }
    if (description instanceof Throwable error) {
      throw new IOException(error.toString(), error);
    }
    throw new InvalidClassException("It was described by a " + Texts.typeName(description) + ".");
  }

  /**
   * The shape of the record class with a number.
   *
   * @throws IOException if it has none that fits what the other end has described
   * @throws ClassNotFoundException if it is not known here
   */
  Shape shape(int number) throws IOException, ClassNotFoundException {
    Shape known = number >= 0 && number < fitting.size() ? fitting.get(number) : null;
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
    fitting.set(number, shape);
    return shape;
  }
}
