package dev.headway.internal.process.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM of a worker describes its crash. The JVM's own choice would be the working
 * directory of the worker, or a temporary one that the user does not know.
 *
 * @param pattern the name of the file, with {@code %p} for the process id
 */
public record CrashFile(String pattern) {
  private static final String OPTION = "-XX:ErrorFile=";

  /**
   * In this JVM's working directory, unless an option says otherwise.
   *
   * @param options the last counts
   * @param directory the working directory of the worker
   */
  public static CrashFile of(List<String> options, Path directory) {
    for (int i = options.size() - 1; i >= 0; i--) {
      if (options.get(i).startsWith(OPTION)) {
        String name = options.get(i).substring(OPTION.length());
        return new CrashFile(name.startsWith("/") ? name : escaped(directory + "/") + name);
      }
    }
    Path here = Path.of("").toAbsolutePath();
    Path place = Files.isWritable(here) ? here : Path.of(System.getProperty("java.io.tmpdir"));
    return new CrashFile(escaped(place.toAbsolutePath() + "/") + "hs_err_pid%p.log");
  }

  private static String escaped(String directory) {
    return directory.replace("%", "%%");
  }

  public String option() {
    return OPTION + pattern;
  }

  /** The file of a process that has ended, or null if it has written none. */
  @Nullable
  public Path find(long pid) {
    String name = pattern.replace("%%", "\0").replace("%p", Long.toString(pid)).replace('\0', '%');
    Path file = Path.of(name);
    return Files.exists(file) ? file : null;
  }
}
