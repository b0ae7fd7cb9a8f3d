package dev.headway.internal.terminal.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of the user that this process acts as, which owns the files that it makes. */
final class UserId {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** The second number is the one that counts for files. */
  private static final Pattern EFFECTIVE = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");

  private UserId() {}

  /**
   * Asks the system, or else a file that is made for it.
   *
   * @throws IOException if neither tells
   */
  static int ofProcess() throws IOException {
    if (Files.isReadable(STATUS)) {
      Matcher uid = EFFECTIVE.matcher(Files.readString(STATUS));
      if (uid.find()) {
        return Integer.parseUnsignedInt(uid.group(1));
      }
    }
    Path own = Files.createTempFile("headway", null);
    try {
      return (Integer) Files.getAttribute(own, "unix:uid");
    } catch (UnsupportedOperationException e) {
      throw new IOException("A feed needs a system that knows owners of files, such as Linux.", e);
    } finally {
      Files.delete(own);
    }
  }
}
