package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.JournalSettings.OtherVersion;
import dev.headway.internal.journal.RecordKind;
import dev.headway.work.JournalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut off or changed: what is whole is used, and nothing else goes wrong. */
@Tag("faults")
class DamageTest {
  @TempDir private Path folder;

  private byte[] journal() throws IOException {
    Path path = folder.resolve("x.hwj");
    JournalSettings settings =
        new JournalSettings(path, "job", "", OtherVersion.REFUSE, false, false, 0);
    try (JournalFile journal = JournalFile.open(settings)) {
      journal.done(new JournalKey(1, 2), 0, 0, 2000, 1, null, 0, 0);
      journal.failed(new JournalKey(5, 6), RecordKind.FAILED, 2, 0, 7, 3, "no");
    }
    return Files.readAllBytes(path);
  }

  private byte[] sample(String kind) throws IOException {
    return switch (kind) {
      case "joblog" -> Samples.JOBLOG.getBytes(UTF_8);
      case "ninja" -> Samples.NINJA.getBytes(UTF_8);
      case "events" -> Samples.events().substring(0, 640).getBytes(UTF_8);
      default -> journal();
    };
  }

  @Test
  void shouldLetNobodyElseReadTheCopyOfStandardInput() throws IOException {
    try (InputFile input = InputFile.open("-", new ByteArrayInputStream(sample("joblog")))) {
      assertThat(input.path()).hasBinaryContent(sample("joblog"));
      assertThat(Files.getPosixFilePermissions(input.path()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"joblog", "ninja", "events", "journal"})
  void shouldSurviveEachCutAndEachChangedByte(String kind) throws IOException {
    byte[] whole = sample(kind);
    Path file = folder.resolve("damaged");
    int reported = 0;
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, Arrays.copyOf(whole, i));
      reported += reports(file) ? 1 : 0;
      byte[] bytes = whole.clone();
      bytes[i] ^= (byte) (1 << i % 8);
      Files.write(file, bytes);
      reported += reports(file) ? 1 : 0;
    }
    assertThat(reported).isGreaterThan(whole.length / 2);
  }

  /** All kinds of reports; false if the file is refused in a sentence. */
  private static boolean reports(Path file) throws IOException {
    try (Report report = Report.open(file.toString(), InputStream.nullInputStream())) {
      assertThat(report.text()).isNotEmpty();
      assertThat(report.json()).startsWith("{").endsWith("}");
      report.trace(new ByteArrayOutputStream());
      return true;
    } catch (ReportProblem | JournalException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception").endsWith(".");
      return false;
    }
  }

  @Test
  void shouldReportOnFilesWithoutTasks() throws IOException {
    for (String head : new String[] {"# ninja log v7\n", Samples.JOBLOG.split("(?<=\n)")[0]}) {
      Path file = Files.writeString(folder.resolve("none"), head);
      try (Report report = Report.open(file.toString(), InputStream.nullInputStream())) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        report.trace(made);
        report.svg(made);
        report.html(made);

        assertThat(report.warnings()).isEmpty();
        assertThat(report.text()).hasSize(2).last().isEqualTo("          0 succeeded");
        assertThat(made.toString(UTF_8)).contains("0 tasks");
      }
    }
  }

  @Test
  void shouldTellOfBuildsThatNinjaHasMixed() throws IOException {
    String mixed = "# ninja log v5\n9\t10\t0\ta\t1\n3\t8\t0\tb\t2\n1\t4\t0\tc\t3\n0\t2\t0\td\t4\n";
    Path file = Files.writeString(folder.resolve("mixed"), mixed);
    try (Report report = Report.open(file.toString(), InputStream.nullInputStream())) {
      assertThat(report.text())
          .contains(
              "  Ninja has written this file anew, so that which steps were of one build is not"
                  + " known; all are shown as if of one.",
              "took 10.0 ms; nothing ran in 1.0 ms of that");
    }
  }
}
