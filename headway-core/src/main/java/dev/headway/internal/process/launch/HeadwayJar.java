package dev.headway.internal.process.launch;

import dev.headway.internal.process.loader.ClassLoaders;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.text.UserText;
import dev.headway.work.WorkerStartException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a plain {@code java} finds Headway. Mostly it is where this JVM has it from. If that is
 * inside of another file, or wherever a class loader of its own has it, it is a copy in a temporary
 * file, which is there for as long as there are workers. Safe for use by several threads.
 */
public final class HeadwayJar {
  private int users; // All guarded by this.
  private @Nullable Path copy;
  private @Nullable Thread hook;

  /** A worker that may need it. */
  public synchronized void enter() {
    users++;
  }

  /** A worker is closed. */
  public synchronized void leave() {
    users--;
    if (users == 0 && copy != null) {
      delete(copy);
      copy = null;
      SocketDirectory.forget(hook);
      hook = null;
    }
  }

  /** Whether it is a module that a plain {@code java} finds as such. */
  static boolean isModule() {
    Module module = HeadwayJar.class.getModule();
    return module.isNamed() && module.getLayer() == ModuleLayer.boot();
  }

  /**
   * The class path for a worker: that of this JVM, and Headway where that does not have it. Makes
   * the copy if there is none and one is needed.
   *
   * @throws IOException if there is nothing to copy, or no room
   */
  String classPath() throws IOException {
    String classPath = System.getProperty("java.class.path", "");
    if (isModule()) {
      return classPath;
    }
    String own = find().toString();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (Path.of(entry).toAbsolutePath().toString().equals(own)) {
        return classPath;
      }
    }
    if (classPath.isEmpty()) {
      return own;
    }
    // On a class path of jars with manifests it is there already; twice does no harm. What a class
    // loader of its own has is not to give way to another version.
    return ClassLoaders.isSystem(HeadwayJar.class.getClassLoader())
        ? classPath + File.pathSeparator + own
        : own + File.pathSeparator + classPath;
  }

  /** Tells a worker of the copy, if there is one. */
  synchronized void describeTo(Map<String, String> environment) {
    if (copy != null) {
      environment.put(WorkerProtocol.CLASSES, copy.toString());
    }
  }

  private synchronized Path find() throws IOException {
    Path place = place();
    if (place != null) {
      return place;
    }
    Path made = copy;
    if (made == null || !Files.exists(made)) { // Some systems clean what is old.
      made = make();
      copy = made;
    }
    return made;
  }

  /**
   * Finds out whether workers could find Headway, without making anything.
   *
   * @throws WorkerStartException if they could not; the message says what to do
   */
  static void check() {
    try {
      if (!isModule() && place() == null) {
        HeadwayClasses.check();
      }
    } catch (IOException e) {
      throw new WorkerStartException(
          "Worker processes could not be started: " + UserText.message(e), e);
    }
  }

  /** The file or directory that this JVM has it from; null if that is no class path. */
  private static @Nullable Path place() {
    CodeSource source = HeadwayJar.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      return null;
    }
    try {
      Path place = Path.of(location.toURI());
      return Files.exists(place) ? place : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  private Path make() throws IOException {
    Map<String, byte[]> files = HeadwayClasses.find();
    Path file = Files.createTempFile("headway", ".jar"); // For this user only.
    SocketDirectory.forget(hook);
    hook = SocketDirectory.atExit(() -> delete(file));
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        jar.putNextEntry(new JarEntry(each.getKey()));
        jar.write(each.getValue());
      }
    } catch (IOException e) {
      delete(file);
      throw e;
    }
    return file;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // An own file in a temporary directory stays.
    }
  }
}
