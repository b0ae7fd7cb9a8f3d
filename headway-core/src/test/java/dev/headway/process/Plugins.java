package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Code that is not on the class path, and class loaders that have it. */
public final class Plugins {
  private Plugins() {}

  /** Compiles sources, each by the name of its file, against the class path and more. */
  public static Path compile(Path directory, Map<String, String> sources, Path... more)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
    for (Path each : more) {
      classPath.append(java.io.File.pathSeparator).append(each);
    }
    arguments.addAll(List.of("-cp", classPath.toString(), "-d", directory + "/classes"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = directory.resolve("source").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    assertThat(status).as(messages.toString()).isZero();
    return directory.resolve("classes");
  }

  /** Has all in memory, and gives it by URLs of its own. */
  public static final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> files = new HashMap<>();
    private final boolean tellsFiles;

    public MemoryLoader(ClassLoader parent, boolean tellsFiles) {
      super(parent);
      this.tellsFiles = tellsFiles;
    }

    public MemoryLoader with(Path directory) throws IOException {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
      return this;
    }

    MemoryLoader with(String name, String text) {
      return with(name, text.getBytes(UTF_8));
    }

    MemoryLoader with(String name, byte[] bytes) {
      files.put(name, bytes);
      return this;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] file = files.get(name.replace('.', '/') + ".class");
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, file, 0, file.length);
    }

    @Override
    protected URL findResource(String name) {
      if (name.contains("broken")) {
        throw new IllegalStateException("this loader is broken");
      }
      return files.containsKey(name) && tellsFiles ? url(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
      URL found = findResource(name);
      return Collections.enumeration(found == null ? List.of() : List.of(found));
    }

    @SuppressWarnings("deprecation") // No URI may have the spaces that a file may have.
    private URL url(String name) {
      try {
        return new URL(null, "memory:/" + System.identityHashCode(this) + "/" + name, handler());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private URLStreamHandler handler() {
      return new URLStreamHandler() {
        @Override
        protected URLConnection openConnection(URL url) {
          return new URLConnection(url) {
            @Override
            public void connect() {}

            @Override
            public InputStream getInputStream() {
              String name = url.getPath().replaceFirst("^/\\d+/", "");
              return new ByteArrayInputStream(files.get(name));
            }
          };
        }
      };
    }
  }
}
