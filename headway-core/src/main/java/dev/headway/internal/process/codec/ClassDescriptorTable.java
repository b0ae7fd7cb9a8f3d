package dev.headway.internal.process.codec;

import dev.headway.internal.process.loader.ClassLoaders;
import dev.headway.internal.process.protocol.ValueText;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
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
public final class ClassDescriptorTable {
  /** The number of a class that is described in full each time. */
  static final int UNNUMBERED = -1;

  private static final int MAX = 1000;

  private final ClassLoaders loaders;
  private final IdentityHashMap<Class<?>, Integer> numbers = new IdentityHashMap<>();

  /** What this end has described. */
  private final List<ObjectStreamClass> sent = new ArrayList<>();

  /** What this end was told. */
  private List<Description> received = new ArrayList<>();

  /** What it was told in the request before. */
  private List<Description> before = new ArrayList<>();

  /** For each class its codec, for as long as there is the class. */
  private final ClassValue<Optional<RecordCodec>> recordCodecs =
      new ClassValue<>() {
        @Override
        protected Optional<RecordCodec> computeValue(Class<?> type) {
          return Optional.ofNullable(RecordCodec.of(type));
        }
      };

  /** For each class the bytes that describe it. */
  private final ClassValue<byte[]> descriptions =
      new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
          GrowableBuffer buffer = new GrowableBuffer();
          try {
            JdkSerializer.write(buffer, ObjectStreamClass.lookupAny(type), loaders);
          } catch (IOException e) {
            throw new UncheckedIOException(UserText.of(e, ControlEscapes.MAX_LENGTH), e);
          }
          return Arrays.copyOf(buffer.array(), buffer.length());
        }
      };

  private @Nullable Class<?> lastType;
  private int lastNumber;
  private @Nullable Class<?> lastRecord;
  private @Nullable RecordCodec lastCodec;

  /** For classes of one loader. */
  ClassDescriptorTable() {
    this(ClassLoaders.NONE);
  }

  public ClassDescriptorTable(ClassLoaders loaders) {
    this.loaders = loaders;
  }

  /** How both ends name class loaders. */
  ClassLoaders loaders() {
    return loaders;
  }

  /** A request begins. */
  public void reset() {
    forget(0);
    lastRecord = null;
    lastCodec = null;
    List<Description> oldest = before;
    before = received;
    oldest.clear();
    received = oldest;
  }

  /** The way to write the values of a class without the JDK's streams; null if there is none. */
  @Nullable RecordCodec recordCodec(Class<?> type) {
    if (type != lastRecord) {
      lastCodec = type.isRecord() ? recordCodecs.get(type).orElse(null) : null;
      lastRecord = type;
    }
    return lastCodec;
  }

  /** The number of a class, a new one if it was not described yet. */
  int number(Class<?> type) {
    if (type == lastType) {
      return lastNumber;
    }
    Integer known = numbers.get(type);
    if (known == null) {
      ObjectStreamClass description = ObjectStreamClass.lookupAny(type);
      if (description == null || type.isPrimitive() || sent.size() == MAX) {
        return UNNUMBERED;
      }
      known = sent.size();
      numbers.put(type, known);
      sent.add(description);
    }
    lastType = type;
    lastNumber = known;
    return known;
  }

  /** How many classes this end has described, or is about to. */
  public int size() {
    return sent.size();
  }

  /** Appends the description of a class that has a number here. */
  void describe(int number, GrowableBuffer out) {
    byte[] description = descriptions.get(sent.get(number).forClass());
    out.write(description, 0, description.length);
  }

  /** Takes back the numbers from a given one on: what should have described them is not sent. */
  public void forget(int from) {
    while (sent.size() > from) {
      numbers.remove(sent.remove(sent.size() - 1).forClass());
      lastType = null;
    }
  }

  /**
   * The other end describes its next class. If that cannot be read, it is a matter of the values
   * that need it.
   */
  void learn(byte[] bytes, int offset, int length, @Nullable ClassLoader loader)
      throws BadFrameException {
    if (received.size() == MAX) {
      throw new BadFrameException("it describes too many classes");
    }
    Description old = received.size() < before.size() ? before.get(received.size()) : null;
    received.add(
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
  ObjectStreamClass received(int number) throws IOException, ClassNotFoundException {
    if (number < 0 || number >= received.size()) {
      throw new InvalidClassException("It was not described (number " + number + ").");
    }
    return received.get(number).get();
  }

  /**
   * The codec of the record class with a number.
   *
   * @throws IOException if it has none that fits what the other end has described
   * @throws ClassNotFoundException if it is not known here
   */
  RecordCodec recordCodec(int number) throws IOException, ClassNotFoundException {
    RecordCodec known =
        number >= 0 && number < received.size() ? received.get(number).recordCodec : null;
    if (known != null) {
      return known;
    }
    ObjectStreamClass description = received(number);
    Class<?> type = description.forClass();
    if (type == null) {
      throw new ClassNotFoundException(description.getName());
    }
    RecordCodec recordCodec = recordCodec(type);
    if (recordCodec == null || !recordCodec.fits(description)) {
      throw new InvalidClassException(
          description.getName(), "it differs between the program and its worker");
    }
    received.get(number).recordCodec = recordCodec;
    return recordCodec;
  }

  /** What the other end has said of a class. */
  private static final class Description {
    private final byte[] bytes;
    private final @Nullable ClassLoader loader;

    /** What was read; if it could not be, why not. */
    private final @Nullable Object content;

    /** If it is a record that was read before. */
    private @Nullable RecordCodec recordCodec;

    Description(
        byte[] array, int offset, int length, @Nullable ClassLoader loader, ClassLoaders loaders) {
      this.bytes = Arrays.copyOfRange(array, offset, offset + length);
      this.loader = loader;
      this.content = read(loaders);
    }

    private @Nullable Object read(ClassLoaders loaders) {
      try {
        return JdkSerializer.read(bytes, 0, bytes.length, loader, loaders);
      } catch (Throwable e) { // Whatever damaged bytes lead to, or a lack of memory.
        return e; // Not thrown: the classes that follow would get other numbers than they have.
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
        throw new IOException(UserText.of(error, ControlEscapes.MAX_LENGTH), error);
      }
      throw new InvalidClassException("It was described by a " + ValueText.typeName(content) + ".");
    }
  }
}
