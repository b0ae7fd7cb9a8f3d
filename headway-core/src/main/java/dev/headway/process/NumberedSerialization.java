package dev.headway.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@link Serialization} between two ends that know classes by number. */
final class NumberedSerialization {
  private NumberedSerialization() {}

  /** Writes a value, for a reader with the same vocabulary; with none as others do. */
  static void write(OutputStream out, @Nullable Object value, @Nullable Vocabulary words)
      throws IOException {
    if (words == null) {
      Serialization.write(out, value);
      return;
    }
    try (ObjectOutputStream objects = new NumberingStream(out, words)) {
      objects.writeObject(value);
    }
  }

  /** Reads what was written with a vocabulary, or with none. */
  static @Nullable Object read(
      byte[] bytes,
      int offset,
      int length,
      @Nullable ClassLoader loader,
      @Nullable Vocabulary words)
      throws IOException, ClassNotFoundException {
    if (words == null) {
      return Serialization.read(bytes, offset, length, loader);
    }
    InputStream in = new ByteArrayInputStream(bytes, offset, length);
    return Serialization.read(new NumberedStream(in, loader, words), length);
  }

  /** Writes the number of a class in place of its description, which costs more than the value. */
  private static final class NumberingStream extends Serialization.SubstitutingStream {
    private final Vocabulary words;

    /** Whether the class that is being written was described before. */
    private boolean numbered;

    NumberingStream(OutputStream out, Vocabulary words) throws IOException {
      super(out, words.loaders());
      this.words = words;
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
      int number = words.number(description.forClass());
      numbered = number != Vocabulary.UNNUMBERED;
      writeInt(number);
      if (!numbered) {
        super.writeClassDescriptor(description);
      }
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
      if (!numbered) {
        super.annotateClass(type);
      }
    }
  }

  /** Reads what {@link NumberingStream} wrote. */
  private static final class NumberedStream extends Serialization.LoadingStream {
    private final Vocabulary words;
    private boolean numbered;

    NumberedStream(InputStream in, @Nullable ClassLoader loader, Vocabulary words)
        throws IOException {
      super(in, loader, words.loaders());
      this.words = words;
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
      int number = readInt();
      numbered = number != Vocabulary.UNNUMBERED;
      return numbered ? words.heard(number) : super.readClassDescriptor();
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      if (!numbered) {
        return super.resolveClass(description);
      }
      Class<?> known = description.forClass(); // Found when the class was described.
      if (known == null) {
        throw new ClassNotFoundException(description.getName());
      }
      return known;
    }
  }
}
