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
    try (ObjectOutputStream objects = new SubstitutingStream(out)) {
      objects.writeObject(value);
    }
  }

  static @Nullable Object read(byte[] bytes, int offset, int length, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    InputStream in = new ByteArrayInputStream(bytes, offset, length);
    try (ObjectInputStream objects = new LoadingStream(in, loader)) {
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
  private static final class SubstitutingStream extends ObjectOutputStream {
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
  private static final class LoadingStream extends ObjectInputStream {
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
}
