package dev.headway.internal.journal.key;

import dev.headway.internal.journal.JournalKey;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys of the inputs of one run, in their order: 96 bits of the SHA-256 of what
 * identifies an input. The second of two equal inputs has a key of its own, so that both run.
 *
 * <p>Used by one thread at a time.
 */
public final class KeyMaker {
  private final CanonicalBytes bytes = new CanonicalBytes();
  private final CanonicalEncoder encoder = new CanonicalEncoder(bytes);
  private final MessageDigest digest = sha256();
  private final byte[] sum = new byte[digest.getDigestLength()];
  private final Ordinals ordinals = new Ordinals();

  /**
   * Makes the key of an input, as if no equal one had come before.
   *
   * @param identity the input, or what the caller's function has made of it
   * @throws IllegalArgumentException if the content of the identity cannot be told
   */
  public JournalKey first(@Nullable Object identity) {
    bytes.clear();
    encoder.write(identity);
    return digested();
  }

  /** Returns the key of the next input, and counts it. */
  public JournalKey next(JournalKey first) {
    return numbered(first, ordinals.next(first));
  }

  /** The same for an input whose {@link #first} key the file has. */
  public JournalKey next(JournalKey first, long position) {
    return numbered(first, ordinals.next(first, position));
  }

  private JournalKey numbered(JournalKey first, int ordinal) {
    return ordinal == 0 ? first : repeated(first, ordinal);
  }

  private JournalKey repeated(JournalKey first, int ordinal) {
    bytes.clear();
    bytes.putLong(first.high());
    bytes.putInt(first.low());
    bytes.putInt(ordinal);
    return digested();
  }

  private JournalKey digested() {
    bytes.addTo(digest);
    try {
      digest.digest(sum, 0, sum.length);
    } catch (DigestException e) {
      throw new IllegalStateException("A SHA-256 has 32 bytes.", e);
    }
    long high = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      high = high << Byte.SIZE | sum[i] & 0xFF;
    }
    int low = 0;
    for (int i = Long.BYTES; i < Long.BYTES + Integer.BYTES; i++) {
      low = low << Byte.SIZE | sum[i] & 0xFF;
    }
    return new JournalKey(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java has SHA-256.", e);
    }
  }
}
