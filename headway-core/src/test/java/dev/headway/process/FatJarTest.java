package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.JarLauncher;

/**
 * A program in one jar with all its libraries as jars inside of it, laid out as Spring Boot does.
 */
@Tag("faults")
class FatJarTest {
  private static final String GREETER =
      "package lib; public interface Greeter { String greet(String name); }";

  private static final String POLITE =
      """
      package lib;

      public class Polite implements Greeter {
        public String greet(String name) {
          return "Dear " + name;
        }

        public static String origin() {
          return Polite.class.getPackage().getImplementationVersion() + " "
              + Polite.class.getProtectionDomain().getCodeSource().getLocation();
        }
      }
      """;

  private static final String PROGRAM =
      """
      package app;

      import dev.headway.Pool;
      import dev.headway.process.Processes;
      import java.io.File;
      import java.net.URL;
      import java.util.*;

      public class Main {
        record Found(List<String> texts) implements java.io.Serializable {}

        static class Odd extends RuntimeException {
          Odd(String message) {
            super(message);
          }
        }

        static int made;

        static Found find(String name) throws Exception {
          List<String> texts = new ArrayList<>();
          for (lib.Greeter each : ServiceLoader.load(lib.Greeter.class)) {
            texts.add(each.greet(name));
          }
          texts.add(lib.Polite.origin());
          URL url = Main.class.getResource("/data/words.txt");
          texts.add(url.toString());
          texts.add(new String(url.openStream().readAllBytes()));
          texts.add(ResourceBundle.getBundle("data.texts").getString("hello"));
          ClassLoader loader = Main.class.getClassLoader();
          texts.add("" + Collections.list(loader.getResources("META-INF/MANIFEST.MF")));
          return new Found(texts);
        }

        public static void main(String[] arguments) throws Exception {
          File temporary = new File(System.getProperty("java.io.tmpdir"));
          System.out.println(find("you"));
          try (Pool pool = Pool.on(Processes.of(1).init(() -> made = 10)).quiet()) {
            System.out.println(pool.map(List.of("you"), Main::find).toList().get(0));
            System.out.println(pool.over(List.of(1, 2)).map(() -> made, (of, x) -> of + x).toList());
            for (var outcome : pool.map(List.of(1), x -> { throw new Odd("odd"); }).outcomes()) {
              System.out.println(outcome.error());
            }
            System.out.println(temporary.list((where, name) -> name.startsWith("headway")).length);
          }
          System.out.println(temporary.list((where, name) -> name.startsWith("headway")).length);
        }
      }
      """;

  @TempDir private Path directory;

  private static Path location(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Puts all files of a directory into a jar, uncompressed, as jars inside of jars have to be. */
  private static Path jar(Path file, Manifest manifest, Path content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> all = Files.walk(content)) {
      for (Path each : all.filter(its -> !its.equals(content)).toList()) {
        boolean directory = Files.isDirectory(each);
        String name = content.relativize(each) + (directory ? "/" : "");
        store(jar, name, directory ? new byte[0] : Files.readAllBytes(each));
      }
    }
    return file;
  }

  private static void store(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    JarEntry entry = new JarEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    jar.putNextEntry(entry);
    jar.write(bytes);
  }

  private static Manifest manifest(String... attributes) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    for (int i = 0; i < attributes.length; i += 2) {
      manifest.getMainAttributes().putValue(attributes[i], attributes[i + 1]);
    }
    return manifest;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path layOut() throws Exception {
    Path library =
        Plugins.compile(
            directory.resolve("lib"),
            Map.of("lib/Greeter.java", GREETER, "lib/Polite.java", POLITE));
    write(library.resolve("META-INF/services/lib.Greeter"), "lib.Polite\n");
    Path program =
        Plugins.compile(directory.resolve("app"), Map.of("app/Main.java", PROGRAM), library);
    write(program.resolve("data/words.txt"), "some words");
    write(program.resolve("data/texts.properties"), "hello=bonjour\n");

    Path content = directory.resolve("content");
    Path libraries = Files.createDirectories(content.resolve("BOOT-INF/lib"));
    jar(libraries.resolve("lib.jar"), manifest("Implementation-Version", "7.1"), library);
    jar(libraries.resolve("headway-core.jar"), manifest(), location(Processes.class));
    Files.move(program, content.resolve("BOOT-INF/classes"));
    unpackLoader(content);
    return jar(
        directory.resolve("app.jar"),
        manifest(
            "Main-Class", JarLauncher.class.getName(),
            "Start-Class", "app.Main",
            "Spring-Boot-Classes", "BOOT-INF/classes/",
            "Spring-Boot-Lib", "BOOT-INF/lib/"),
        content);
  }

  private static void unpackLoader(Path into) throws Exception {
    try (JarFile loader = new JarFile(location(JarLauncher.class).toFile())) {
      for (JarEntry each :
          loader.stream().filter(its -> its.getName().endsWith(".class")).toList()) {
        Path file = into.resolve(each.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = loader.getInputStream(each)) {
          Files.copy(in, file);
        }
      }
    }
  }

  @Test
  void shouldRunFromAJarOfJars() throws Exception {
    Path jar = layOut();
    Path temporary = Files.createDirectories(directory.resolve("t"));

    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines;
    try (InputStream out = process.getInputStream()) {
      lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }

    assertThat(lines).as(String.join("\n", lines)).hasSize(6);
    assertThat(lines.get(0))
        .contains("[Dear you, 7.1 jar:nested:" + jar + "/!BOOT-INF/lib/lib.jar!/, jar:nested:")
        .contains("/data/words.txt, some words, bonjour, [jar:");
    assertThat(lines.get(1)).as("in a worker process").isEqualTo(lines.get(0));
    assertThat(lines.subList(2, 6)).containsExactly("[11, 12]", "app.Main$Odd: odd", "1", "0");
  }
}
