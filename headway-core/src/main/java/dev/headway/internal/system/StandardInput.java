package dev.headway.internal.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input, also where it was closed when this program started: then the first file that the
 * JVM opens is in its place, and would be taken for input.
 */
public final class StandardInput {
  private static final Path INPUT = Path.of("/dev/fd/0");

  private StandardInput() {}

  /**
   * Returns it.
   *
   * @return the stream of Java, or one whose reads fail
   */
  public static InputStream stream() {
    return isClosed() ? new Closed() : System.in;
  }

  /**
   * Whether it was closed when this program started.
   *
   * @return false if it is open, or the system does not tell
   */
  public static boolean isClosed() {
    try {
      return Files.isSameFile(INPUT, Path.of(System.getProperty("java.home"), "lib", "modules"));
    } catch (IOException e) {
      return false; // Such as on Windows.
    }
  }

  /** Fails as the system would. */
  private static final class Closed extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("it is closed");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
