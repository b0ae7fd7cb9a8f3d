package dev.headway.internal.process.launch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of Headway itself, wherever its class loader has them. No loader tells all that it has,
 * so they are found by their names, which stand as they are in the files of classes: a few classes
 * lead to all others.
 */
final class HeadwayClasses {
  /**
   * From the root of Headway's packages. No other code can use what these do not lead to. The
   * classes of the journal are for the command, those of clusters for other modules.
   */
  private static final List<String> BEGINNING =
      List.of(
          "internal/process/worker/WorkerMain",
          "internal/cluster/DriverBudget",
          "internal/journal/JournalTool",
          "internal/journal/JournalView",
          "internal/system/StandardInput",
          "process/Processes",
          "terminal/Feed",
          "Pool",
          "work/Serial",
          "work/Threads");

  private static final String SERVICES = "META-INF/services/";

  /** The directory of Headway's packages, which need not be what it is here: jars are shaded. */
  private static final String ROOT = WorkerProtocol.rootPackage().replace('.', '/') + '/';

  private static final String MAIN = ROOT + BEGINNING.get(0) + ".class";

  private static final Pattern CLASS = Pattern.compile(Pattern.quote(ROOT) + "[\\w$/]+");
  private static final Pattern RESOURCE = Pattern.compile("[\\w-]+\\.(css|properties|txt)");

  private final ClassLoader loader;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> seen = new TreeSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  private HeadwayClasses(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * All files, by name.
   *
   * @throws IOException if they cannot be had
   */
  static Map<String, byte[]> find() throws IOException {
    return reader().collect();
  }

  /**
   * Finds out whether they can be had.
   *
   * @throws IOException if not
   */
  static void check() throws IOException {
    reader();
  }

  private static HeadwayClasses reader() throws IOException {
    ClassLoader loader = HeadwayClasses.class.getClassLoader();
    HeadwayClasses reader = new HeadwayClasses(loader);
    if (reader.read(MAIN) == null) {
      throw new IOException(
          "Worker processes need the files of Headway's own classes, and the class loader that has"
              + " them ("
              + loader.getClass().getName()
              + ") does not give them. Put headway-core on the class path as a jar of its own.");
    }
    return reader;
  }

  private Map<String, byte[]> collect() throws IOException {
    BEGINNING.forEach(each -> lookFor(ROOT + each + ".class"));
    while (!open.isEmpty()) {
      String name = open.remove();
      byte[] file = read(name);
      if (file != null) {
        files.put(name, file);
        follow(name, new String(file, ISO_8859_1));
      }
    }
    return files;
  }

  private void lookFor(String name) {
    if (seen.add(name)) {
      open.add(name);
    }
  }

  private void follow(String name, String text) {
    if (name.startsWith(SERVICES)) {
      text.lines().forEach(line -> lookFor(line.strip().replace('.', '/') + ".class"));
      return;
    }
    for (Matcher each = CLASS.matcher(text); each.find(); ) {
      lookFor(each.group() + ".class");
      lookFor(SERVICES + each.group().replace('/', '.'));
    }
    String directory = name.substring(0, name.lastIndexOf('/') + 1);
    for (Matcher each = RESOURCE.matcher(text); each.find(); ) {
      lookFor(directory + each.group());
    }
  }

  private byte @Nullable [] read(String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    } catch (RuntimeException e) {
      throw new IOException(
          UserText.of(e, ControlEscapes.MAX_LENGTH), e); // The loader is not one of Headway's.
    }
  }
}
