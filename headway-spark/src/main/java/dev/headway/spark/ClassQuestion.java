package dev.headway.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The question of an executor for a resource that its jars lack, such as a class of a program that
 * was compiled in memory. A number that no batch has tells it from a message.
 *
 * @param function the name of the function whose class loader is to be asked
 * @param resource the name of the resource
 */
record ClassQuestion(String function, String resource) {
  private static final long MARK = Long.MIN_VALUE;

  /** True for a question of this kind. */
  static boolean is(byte[] message) {
    return TaskEvent.batch(message) == MARK;
  }

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MARK);
      out.writeUTF(function);
      out.writeUTF(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not in memory.
    }
    return bytes.toByteArray();
  }

  static ClassQuestion read(byte[] message) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      in.readLong();
      return new ClassQuestion(in.readUTF(), in.readUTF());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the driver answers: the bytes of the resource; null if the loader has none. */
  byte @Nullable [] answer(@Nullable ClassLoader loader) {
    if (loader == null) {
      return null;
    }
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException | RuntimeException | LinkageError e) {
      return null; // The loader is not one of Headway's.
    }
  }
}
