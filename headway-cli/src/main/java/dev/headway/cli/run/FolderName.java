package dev.headway.cli.run;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Names of folders for inputs. Each input has one, it is the same in each run, and it is in plain
 * ASCII, whatever the input is.
 */
final class FolderName {
  private static final String SAFE = "._-+=@:~^";

  /** A name may have 255 bytes on most file systems. */
  private static final int MOST = 200;

  private static final int DIGEST = 16;

  private FolderName() {}

  /** Returns the name for a job; its number if it has no values. */
  static String of(JobInput input, long number) {
    return input.values().isEmpty() ? Long.toString(number) : of(input.values());
  }

  /** Returns a name for byte texts. */
  static String of(List<String> values) {
    StringBuilder name = new StringBuilder();
    for (String value : values) {
      if (!name.isEmpty()) {
        name.append(',');
      }
      append(name, value);
      if (name.length() > MOST) {
        break;
      }
    }
    return name.length() <= MOST
        ? name.toString()
        : name.substring(0, MOST - DIGEST - 1) + "~" + digest(values);
  }

  private static void append(StringBuilder name, String value) {
    if (value.isEmpty()) {
      name.append('%'); // No other value has this alone.
    }
    for (int i = 0; i < value.length() && name.length() <= MOST; i++) {
      char each = value.charAt(i);
      boolean first = i == 0 && (each == '.' || each == '-');
      if (isPlain(each) && !first) {
        name.append(each);
      } else {
        name.append(String.format(Locale.ROOT, "%%%02X", (int) each));
      }
    }
  }

  private static boolean isPlain(char each) {
    return each >= 'a' && each <= 'z'
        || each >= 'A' && each <= 'Z'
        || each >= '0' && each <= '9'
        || SAFE.indexOf(each) >= 0;
  }

  private static String digest(List<String> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String value : values) {
        digest.update(ByteText.bytes(value));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
