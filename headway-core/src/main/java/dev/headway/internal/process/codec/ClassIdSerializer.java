package dev.headway.internal.process.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@link JdkSerializer} between two ends that know classes by number. */
final class ClassIdSerializer {
  private ClassIdSerializer() {}

  /**
   * Writes a value, for a reader with the same table of class descriptors; with none as others do.
   */
  static void write(
      OutputStream out, @Nullable Object value, @Nullable ClassDescriptorTable descriptors)
      throws IOException {
    if (descriptors == null) {
      JdkSerializer.write(out, value);
      return;
    }
    try (ObjectOutputStream objects = new NumberingStream(out, descriptors)) {
      objects.writeObject(value);
    }
  }

  /** Reads what was written with a table of class descriptors, or with none. */
  static @Nullable Object read(
      byte[] bytes,
      int offset,
      int length,
      @Nullable ClassLoader loader,
      @Nullable ClassDescriptorTable descriptors)
      throws IOException, ClassNotFoundException {
    if (descriptors == null) {
      return JdkSerializer.read(bytes, offset, length, loader);
    }
    InputStream in = new ByteArrayInputStream(bytes, offset, length);
    return JdkSerializer.read(new NumberedStream(in, loader, descriptors), length);
  }

  /** Writes the number of a class in place of its description, which costs more than the value. */
  private static final class NumberingStream extends JdkSerializer.SubstitutingStream {
    private final ClassDescriptorTable descriptors;

    /** Whether the class that is being written was described before. */
    private boolean numbered;

    NumberingStream(OutputStream out, ClassDescriptorTable descriptors) throws IOException {
      super(out, descriptors.loaders());
      this.descriptors = descriptors;
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
      int number = descriptors.number(description.forClass());
      numbered = number != ClassDescriptorTable.UNNUMBERED;
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
  private static final class NumberedStream extends JdkSerializer.LoadingStream {
    private final ClassDescriptorTable descriptors;
    private boolean numbered;

    NumberedStream(InputStream in, @Nullable ClassLoader loader, ClassDescriptorTable descriptors)
        throws IOException {
      super(in, loader, descriptors.loaders());
      this.descriptors = descriptors;
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
      int number = readInt();
      numbered = number != ClassDescriptorTable.UNNUMBERED;
      return numbered ? descriptors.received(number) : super.readClassDescriptor();
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
