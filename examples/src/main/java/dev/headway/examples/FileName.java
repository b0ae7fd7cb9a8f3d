package dev.headway.examples;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The name of a file as the file system has it, which need not be text.
 *
 * @param bytes the name with one char for each byte
 */
record FileName(String bytes) {

  static FileName of(Path file) {
    String absolute = bytesOf(file);
    return new FileName(
        file.isAbsolute() ? absolute : absolute.substring(bytesOf(Path.of("")).length()));
  }

  private static String bytesOf(Path file) {
    String escaped = file.toUri().getRawPath().replace("+", "%2B");
    return URLDecoder.decode(escaped, StandardCharsets.ISO_8859_1);
  }

  /** A line as sha256sum prints it, which begins with a backslash if the name is escaped. */
  byte[] checksumLine(String hash) {
    String escaped = bytes.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    String line = (escaped.equals(bytes) ? "" : "\\") + hash + "  " + escaped + "\n";
    return line.getBytes(StandardCharsets.ISO_8859_1);
  }
}
