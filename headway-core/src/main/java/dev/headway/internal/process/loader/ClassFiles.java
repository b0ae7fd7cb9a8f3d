package dev.headway.internal.process.loader;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** The bytes of classes, as their class loaders have them. */
public final class ClassFiles {
  private ClassFiles() {}

  /** The bytes of a class; null if its loader does not have them, as where it made them itself. */
  static byte @Nullable [] of(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return null; // Of the JDK: every JVM has them.
    }
    String file = file(type.getName());
    String location = location(type);
    try {
      URL own = location == null ? null : within(loader, file, location);
      if (own != null) {
        try (InputStream in = open(own)) {
          return in.readAllBytes();
        }
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // Then perhaps in the plain way.
    }
    return find(loader, type.getName());
  }

  /** Whether the bytes of a class can be had. */
  public static boolean isThere(Class<?> type) {
    return of(type) != null;
  }

  /**
   * Where a class came from. A loader that asks itself before its parent has two of some names, and
   * gives either one, by its own lights.
   */
  private static @Nullable URL within(ClassLoader loader, String file, String location)
      throws IOException {
    URL first = loader.getResource(file);
    if (first == null || first.toExternalForm().contains(location)) {
      return first;
    }
    for (URL each : Collections.list(loader.getResources(file))) {
      if (each.toExternalForm().contains(location)) {
        return each;
      }
    }
    return null;
  }

  /** The bytes that a loader has for the name of a class; null if it has none. */
  static byte @Nullable [] find(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(file(name))) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException | RuntimeException | LinkageError e) {
      return null; // The loader is not one of Headway's.
    }
  }

  private static String file(String name) {
    return name.replace('.', '/') + ".class";
  }

  /** Without what the JDK keeps of jars: one that is replaced meanwhile would be read as before. */
  static InputStream open(URL place) throws IOException {
    URLConnection connection = place.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /** The place that a class says that it came from; null if it says none. */
  static @Nullable String location(Class<?> type) {
    ProtectionDomain domain = type.getProtectionDomain();
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? null : location.toExternalForm();
  }

  /** Why a class cannot be had. */
  public static String missing(Class<?> type) {
    return "the bytes of its class "
        + type.getName()
        + " cannot be had from its class loader ("
        + loaderName(type)
        + "), as of classes that were made in memory, and a worker process needs them. Compile it to a"
        + " class file or a jar";
  }

  private static String loaderName(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? "of the JDK" : "a " + loader.getClass().getName();
  }
}
