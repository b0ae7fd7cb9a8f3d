package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of a page, from a file and without a network; needs Chromium. */
@Tag("faults")
class PageInBrowserTest {
  private static final String HOSTILE = "</script><script>document.title='x'</script><b>";

  private static final int MOST_LOOKS = 10;

  @TempDir private Path folder;

  private static String chromium() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(one -> Path.of(one, "chromium"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }

  /** The elements of the page when its script has run, which has shown this. */
  private String shown(String content, String last) throws Exception {
    assumeTrue(!chromium().isEmpty(), "there is no chromium");
    Path file = Files.writeString(folder.resolve("run.log"), content);
    Path page = folder.resolve("run.html");
    write(file, page);
    String shown = "";
    // The time of the browser is not that of a busy machine, which may not be done when it is over.
    for (int i = 0; i < MOST_LOOKS && !shown.contains(last); i++) {
      shown = elements(page);
    }
    return shown;
  }

  private String elements(Path page) throws Exception {
    Path shown = folder.resolve("shown");
    Process browser =
        new ProcessBuilder(
                chromium(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=20000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(shown.toFile())
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      browser.waitFor();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
    }
    return Files.readString(shown, UTF_8);
  }

  private static void write(Path file, Path page) throws IOException {
    try (Report report = Report.open(file.toString(), InputStream.nullInputStream());
        OutputStream to = Files.newOutputStream(page)) {
      report.html(to);
    }
  }

  @Test
  void shouldShowTheTasksAsTexts() throws Exception {
    String shown = shown(Samples.JOBLOG.replace("a.tif", HOSTILE), "1 to 6 of 6.");

    assertThat(shown)
        .contains("1 to 6 of 6.", "6 attempts, drawn per", "✕ failed   △ crashed   □ timed out")
        .contains("The whole run: 6 attempts in 2 slots, 3 failed.")
        .contains(">convert &lt;/script&gt;&lt;script&gt;document.title=", "role=\"alert\"></p>")
        .contains("run.log</title>");
  }

  @Test
  void shouldShowManyTasks() throws Exception {
    String shown = shown(Samples.manyJobs(30_000, 8), "1 to 25 of 30,000.");

    assertThat(shown)
        .contains("1 to 25 of 30,000. Only those that failed and the slowest have names.")
        .contains("30,000 attempts in 8 slots");
    assertThat(shown.split("<tr", -1)).hasSize(1 + 1 + 25);
  }

  @Test
  void shouldShowThePredictionOfLinesOfJson() throws Exception {
    assertThat(shown(Samples.events(), "1 to 3 of 3."))
        .contains("class=\"range\"", "true end 20.0 s", "1 to 3 of 3.", "that failed, no others");
  }
}
