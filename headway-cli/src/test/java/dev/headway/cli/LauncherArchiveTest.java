package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive with which {@code ./headway} starts sooner. */
@Tag("faults")
class LauncherArchiveTest {
  private static final String SCRIPT =
      "root=$1; . \"$root/launcher/build.sh\"; find_java; jvm_options=-XX:+UseSerialGC;"
          + " archive_if_stale \"$2\"; printf %s \"$archive\";"
          + " [ -z \"$archive\" ] || \"$java\" $jvm_options -Xshare:on"
          + " \"-XX:SharedArchiveFile=$archive\" -jar \"$2\"";

  @TempDir Path folder;
  private Path root;
  private Path jar;

  /** What a jar says that has been run with its archive, which has to be of use. */
  public static final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
      System.out.print(" hello");
    }
  }

  private String run() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder("sh", "-c", SCRIPT, "sh", root.toString(), jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output);
  }

  private void makeCheckout(String main) throws IOException {
    root = Files.createDirectories(folder.resolve("a checkout"));
    Files.createDirectory(root.resolve("launcher"));
    Files.copy(Path.of("../../launcher/build.sh"), root.resolve("launcher/build.sh"));
    jar = root.resolve("hello.jar");
    String name = Hello.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(Hello.class.getClassLoader().getResourceAsStream(name).readAllBytes());
    }
  }

  @Test
  void shouldBeMadeOnceForEachJar() throws Exception {
    makeCheckout(Hello.class.getName());
    String first = run();
    Path archive = Path.of(first.substring(0, first.indexOf(".jsa") + 4));
    assertThat(first).endsWith(".jsa hello");
    FileTime made = Files.getLastModifiedTime(archive);

    assertThat(run()).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

    Files.setLastModifiedTime(jar, FileTime.from(made.toInstant().plusSeconds(1)));
    assertThat(run()).as("of a jar that was built again").isEqualTo(first);
    assertThat(Files.getLastModifiedTime(archive)).isNotEqualTo(made);
  }

  @Test
  void shouldNotBeNeeded() throws Exception {
    makeCheckout("missing.Main");
    assertThat(run()).isEmpty();
    Path kept = root.resolve("target/launcher");
    assertThat(Files.list(kept).filter(file -> file.toString().endsWith(".jsa")))
        .as("so that it is not tried again")
        .singleElement()
        .satisfies(file -> assertThat(file).hasSize(0));
    assertThat(run()).isEmpty();
  }
}
