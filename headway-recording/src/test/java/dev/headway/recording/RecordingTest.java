package dev.headway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Pool;
import dev.headway.terminal.Recording;
import dev.headway.terminal.RecordingFormat;
import dev.headway.terminal.RecordingSettings;
import dev.headway.work.Serial;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of a program that has this artifact beside the core. */
class RecordingTest {

  @TempDir private Path folder;

  private Path record(String name) throws IOException {
    Path file = folder.resolve(name);
    try (Recording recording = RecordingSettings.to(file).size(60, 5).title("a <b>").open();
        Pool pool = Pool.on(Serial.here()).withViews(recording)) {
      recording.print("one & two \033[31m漢\033[0m ${stage} %%cast%%");
      pool.over(List.of(1, 2, 3)).named("thumbnails").map(input -> input).toList();
    }
    return file;
  }

  private static boolean hasPlayer() {
    return Page.class.getResource("player/asciinema-player.min.js") != null;
  }

  @Test
  void shouldMakeAPicture() throws IOException {
    assertThat(record("run.svg"))
        .content()
        .startsWith("<svg ")
        .contains("a &lt;b&gt;", "one &amp; two", "class=\"red\">漢<", "${stage} %%cast%%")
        .contains("thumbnails  3 in 0:0")
        .endsWith("</svg>\n");
  }

  @Test
  void shouldMakeTheFinalScreen() throws IOException {
    assertThat(Files.readAllLines(record("run.txt")))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("one & two 漢 ${stage} %%cast%%"),
            line -> assertThat(line).startsWith("✓ thumbnails  3 in 0:0"));
  }

  @Test
  void shouldMakeAPage() throws IOException {
    Assumptions.assumeTrue(hasPlayer(), "built with -Dheadway.noPlayer");
    assertThat(record("run.html"))
        .content()
        .startsWith("<!DOCTYPE html>\n" + RecordingFormat.MARK)
        .contains("<title>a &lt;b&gt;</title>", "thumbnails: finished, 3 in 0:0")
        .containsOnlyOnce("\\u001b[31m漢");
  }

  @ParameterizedTest
  @CsvSource({"run.svg, </svg>", "run.html, </html>", "run.txt, ✓ thumbnails"})
  void shouldTakeThePlaceOfAnOlderRecordingAndLeaveNothingElse(String name, String end)
      throws IOException {
    Assumptions.assumeTrue(!name.endsWith("html") || hasPlayer(), "built with -Dheadway.noPlayer");
    Path file = record(name);
    assertThat(record(name)).isEqualTo(file);

    assertThat(file).content().containsOnlyOnce(end);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly(name);
  }

  @Test
  void shouldSayAtOnceThatALibraryIsMissing() throws Exception {
    URL[] own = {location(Recording.class), location(CastConverter.class)};
    try (URLClassLoader loader = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
      Class<?> settingsType = loader.loadClass(RecordingSettings.class.getName());
      Object settings =
          settingsType.getMethod("to", Path.class).invoke(null, folder.resolve("run.svg"));
      assertThatThrownBy(() -> settings.getClass().getMethod("open").invoke(settings))
          .cause()
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("headway-recording, which cannot be used: ")
          .hasMessageContaining("org/jline/");
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
