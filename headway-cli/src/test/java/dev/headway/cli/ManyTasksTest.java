package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.cli.report.Samples;
import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.JournalSettings.OtherVersion;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports on many tasks, a million with {@code -Dreport.tasks=1000000}, each in a JVM with a heap
 * of 256 MB. The times are printed and not checked.
 */
@Tag("faults")
class ManyTasksTest {
  private static final int TASKS = Integer.getInteger("report.tasks", 200_000);

  @TempDir private Path folder;

  private Path journal() {
    Path path = folder.resolve("many.hwj");
    JournalSettings settings =
        new JournalSettings(path, "many", "", OtherVersion.REFUSE, false, false, 0);
    try (JournalFile journal = JournalFile.open(settings)) {
      for (int i = 0; i < TASKS; i++) {
        JournalKey key = new JournalKey(i * 0x9E3779B97F4A7C15L, i);
        journal.done(key, i, i / 8 * 1_000_000L, 8_000_000, 1, null, 0, 0);
      }
    }
    return path;
  }

  private void report(Path file, String option, String name) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "report", file.toString()));
    Path made = folder.resolve("out" + name);
    if (!option.isEmpty()) {
      command.add(option);
    }
    boolean isFile = !name.isEmpty();
    if (isFile) {
      command.add(made.toString());
    }
    File out = isFile ? folder.resolve("stdout").toFile() : made.toFile();
    File err = folder.resolve("stderr").toFile();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.to(out))
            .redirectError(Redirect.to(err))
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(Files.readString(err.toPath())).isEmpty();
    assertThat(process.exitValue()).isZero();
    System.out.printf(
        Locale.ROOT,
        "report on %,d tasks, %s %s: %.1f s, %,d bytes%n",
        TASKS,
        file.getFileName(),
        option.isEmpty() ? "as text" : option,
        seconds,
        Files.size(made));
    assertThat(Files.size(made)).isPositive();
  }

  @Test
  void shouldNeedAHeapOf256MegabytesAtMost() throws Exception {
    Path log = folder.resolve("many.log");
    Files.writeString(log, Samples.manyJobs(TASKS, 64));
    for (String option : List.of("", "--json", "--csv")) {
      report(log, option, "");
    }
    report(log, "--trace", ".json.gz");
    report(log, "--svg", ".svg");
    report(log, "--html", ".html");
    Path journal = journal();
    report(journal, "", "");
    report(journal, "--trace", ".json");
  }

  @Test
  void shouldCountThemAll() throws IOException {
    Path log = Files.writeString(folder.resolve("many.log"), Samples.manyJobs(TASKS, 64));

    assertThat(Ran.headway("report", log.toString()).out())
        .contains(String.format(Locale.ROOT, ": a joblog, %,d tasks", TASKS), "64 slots at most");
  }
}
