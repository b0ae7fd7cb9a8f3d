package dev.headway.internal.terminal.feed;

import dev.headway.internal.terminal.json.JsonLines;
import dev.headway.internal.terminal.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;

/** What a feed says of its process. */
final class FeedHello {
  private static final String VERSION = "/META-INF/headway/version.properties";
  private static final String MODULE_SEPARATOR = "/";

  private FeedHello() {}

  /** The beginning of the first line of a client. */
  static JsonObject of(JsonLines lines) {
    return lines
        .begin("hello")
        .add(
            "startedAt",
            ProcessHandle.current().info().startInstant().map(Instant::toString).orElse(null))
        .add(
            "program",
            program(
                System.getProperty("sun.java.command", ""),
                System.getProperty("java.class.path", "")))
        .add("version", version())
        .add("directory", System.getProperty("user.dir", ""));
  }

  /**
   * The main class, or the file name of the jar. The words of a command are told apart by blanks,
   * which a path may have too; the class path is that path.
   */
  static String program(String command, String classPath) {
    if (!classPath.isEmpty() && (command + ' ').startsWith(classPath + ' ')) {
      return classPath.substring(classPath.replace('\\', '/').lastIndexOf('/') + 1);
    }
    String first = command.split(" ", 2)[0];
    return first.substring(first.lastIndexOf(MODULE_SEPARATOR) + 1);
  }

  private static String version() {
    Properties build = new Properties();
    try (InputStream written = FeedHello.class.getResourceAsStream(VERSION)) {
      if (written != null) {
        build.load(written);
      }
    } catch (IOException e) {
      // As where Headway was packed anew without this file.
    }
    return build.getProperty("version", "");
  }
}
