package dev.headway.cli.run;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings with a character for each byte. File names are bytes, in any encoding or none, and must
 * reach a command as they are. So nothing is decoded, except for what is shown.
 */
public final class ByteText {
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private ByteText() {}

  /**
   * Makes a byte text.
   *
   * @param bytes any bytes
   * @return a character for each
   */
  public static String of(byte[] bytes) {
    return new String(bytes, BYTES);
  }

  /**
   * Makes a byte text of characters.
   *
   * @param characters any text
   * @return its bytes in UTF-8
   */
  public static String encode(String characters) {
    return of(characters.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns what a byte text stands for.
   *
   * @param byteText a byte text
   * @return its bytes
   */
  public static byte[] bytes(String byteText) {
    return byteText.getBytes(BYTES);
  }

  /**
   * Returns a byte text as a person reads it.
   *
   * @param byteText a byte text
   * @return its characters; what is no UTF-8 has one for each byte
   */
  public static String shown(String byteText) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes(byteText)))
          .toString();
    } catch (CharacterCodingException e) {
      return byteText;
    }
  }

  /**
   * Returns the string that Java turns into the bytes of a byte text when it starts a process.
   *
   * @return null if Java cannot, since the locale has no such characters. Which of two encodings it
   *     uses differs by its version, so both must give the same
   */
  static @Nullable String argument(String byteText, Charset one, Charset other) {
    byte[] bytes = bytes(byteText);
    String decoded = new String(bytes, one);
    boolean same =
        Arrays.equals(decoded.getBytes(one), bytes)
            && Arrays.equals(decoded.getBytes(other), bytes);
    return same ? decoded : null;
  }
}
