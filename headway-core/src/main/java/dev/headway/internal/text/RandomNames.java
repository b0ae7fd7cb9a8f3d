package dev.headway.internal.text;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names that others cannot guess, so that they cannot be there first. Made without {@link
 * java.security.SecureRandom}: it opens files when it is loaded. If there is no file descriptor for
 * that, it can never be loaded again, by the program's own code neither.
 */
public final class RandomNames {
  private static final int BYTES = Long.BYTES;

  private RandomNames() {}

  /** Returns at most 13 letters and digits. */
  public static String next() {
    byte[] random = new byte[BYTES];
    try (InputStream source = new FileInputStream("/dev/urandom")) {
      source.readNBytes(random, 0, BYTES);
    } catch (IOException e) { // There is no such device, or no file descriptor for it.
      ThreadLocalRandom.current().nextBytes(random);
    }
    return Long.toUnsignedString(ByteBuffer.wrap(random).getLong(), Character.MAX_RADIX);
  }
}
