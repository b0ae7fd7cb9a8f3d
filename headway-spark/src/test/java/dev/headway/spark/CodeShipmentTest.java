package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeShipmentTest {
  @TempDir Path folder;
  private Path out = Path.of("");

  @BeforeEach
  void shouldHaveAFolder() throws IOException {
    out = Files.createDirectory(folder.resolve("out"));
  }

  private Path jar(String name, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = folder.resolve(name);
    try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      stream.putNextEntry(new JarEntry("a.txt"));
    }
    return jar;
  }

  private List<Path> files(Path... entries) throws IOException {
    String classPath =
        String.join(
            File.pathSeparator, java.util.Arrays.stream(entries).map(Path::toString).toList());
    return CodeShipment.files(classPath, List.of(), out);
  }

  @Test
  void shouldShipJarsExceptThoseOfSpark() throws IOException {
    Path mine = jar("mine-1.0.jar", "");
    Path csv = jar("commons-csv-1.0.jar", "");
    Path spark = jar("spark-core_2.13-4.2.0.jar", "");
    Path scala = jar("scala-library-2.13.18.jar", "");

    assertThat(files(mine, spark, csv, scala)).containsExactly(mine, csv);
  }

  @Test
  void shouldShipWhatAJarNamesInItsManifest() throws IOException {
    Path dependency = jar("dependency.jar", "");
    Path starter = jar("starter.jar", "dependency.jar missing.jar");

    assertThat(files(starter)).containsExactly(starter, dependency);
  }

  @Test
  void shouldNameTheJarOfAFolderByItsContent() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/a"));
    Files.writeString(classes.resolve("B.class"), "one");
    Path top = folder.resolve("classes");

    Path first = files(top).get(0);
    Path same = files(top).get(0);
    Files.writeString(classes.resolve("B.class"), "two");
    Path changed = files(top).get(0);

    assertThat(same).isEqualTo(first).isNotEqualTo(changed);
    try (JarFile jar = new JarFile(changed.toFile())) {
      assertThat(jar.getInputStream(jar.getEntry("a/B.class"))).hasContent("two");
    }
  }

  @Test
  void shouldPassOverWhatIsNotThere() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(files(text, empty, folder.resolve("missing.jar"))).isEmpty();
  }

  @Test
  void shouldRefuseAJarThatIsAskedForAndMissing() {
    List<Path> missing = List.of(folder.resolve("model.jar"));

    assertThatThrownBy(() -> CodeShipment.files("", missing, out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.jar, which executors were to get");
  }
}
