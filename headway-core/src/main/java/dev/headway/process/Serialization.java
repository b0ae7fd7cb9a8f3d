package dev.headway.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The JDK's serialization, with limits and with the class loader that knows the user's classes. */
final class Serialization {
  private static final long MAX_DEPTH = 20_000;

  private Serialization() {}

  static void write(OutputStream out, @Nullable Object value) throws IOException {
    write(out, value, null);
  }

  /** The same, for a reader who knows classes by number. */
  static void write(OutputStream out, @Nullable Object value, @Nullable Vocabulary words)
      throws IOException {
    try (ObjectOutputStream objects =
        words == null ? new SubstitutingStream(out) : new NumberingStream(out, words)) {
      objects.writeObject(value);
    }
  }

  static @Nullable Object read(byte[] bytes, int offset, int length, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    return read(bytes, offset, length, loader, null);
  }

  /** The same, of what was written with a vocabulary. */
  static @Nullable Object read(
      byte[] bytes,
      int offset,
      int length,
      @Nullable ClassLoader loader,
      @Nullable Vocabulary words)
      throws IOException, ClassNotFoundException {
    InputStream in = new ByteArrayInputStream(bytes, offset, length);
    try (ObjectInputStream objects =
        words == null ? new LoadingStream(in, loader) : new NumberedStream(in, loader, words)) {
      objects.setObjectInputFilter(limits(length));
      return objects.readObject();
    }
  }

  /**
   * Refuses what cannot have been written in so many bytes, so that a garbled child cannot take its
   * parent's memory. An array has at least a byte for each element; hash tables, which announce
   * their capacity here too, at most eight places for each. A filter that is set for the whole JVM
   * would be replaced by this one, so both are asked.
   */
  private static @Nullable ObjectInputFilter limits(int length) {
    long maxArray = 8L * length + 4096;
    ObjectInputFilter limits =
        info ->
            info.arrayLength() > maxArray || info.depth() > MAX_DEPTH || info.references() > length
                ? ObjectInputFilter.Status.REJECTED
                : ObjectInputFilter.Status.UNDECIDED;
    return ObjectInputFilter.merge(limits, ObjectInputFilter.Config.getSerialFilter());
  }

  /** Lets substitutes travel for what cannot travel itself, wherever it stands in a value. */
  private static class SubstitutingStream extends ObjectOutputStream {
    SubstitutingStream(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
      return Substitute.of(object);
    }
  }

  /** Resolves classes with a given loader instead of the nearest one on the stack. */
  private static class LoadingStream extends ObjectInputStream {
    private final @Nullable ClassLoader loader;

    LoadingStream(InputStream in, @Nullable ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description); // Knows the primitive types.
      }
    }
  }

  /** Writes the number of a class in place of its description, which costs more than the value. */
  private static final class NumberingStream extends SubstitutingStream {
    private final Vocabulary words;

    NumberingStream(OutputStream out, Vocabulary words) throws IOException {
      super(out);
      this.words = words;
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
      int number = words.number(description.forClass());
      writeInt(number);
      if (number == Vocabulary.UNNUMBERED) {
        super.writeClassDescriptor(description);
      }
    }
  }

  /** Reads what {@link NumberingStream} wrote. */
  private static final class NumberedStream extends LoadingStream {
    private final Vocabulary words;

    NumberedStream(InputStream in, @Nullable ClassLoader loader, Vocabulary words)
        throws IOException {
      super(in, loader);
      this.words = words;
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
      int number = readInt();
      return number == Vocabulary.UNNUMBERED ? super.readClassDescriptor() : words.heard(number);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      Class<?> known = description.forClass(); // Found when the class was described.
      return known != null ? known : super.resolveClass(description);
    }
  }
}
