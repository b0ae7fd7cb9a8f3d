package dev.headway.internal.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.Pool;
import dev.headway.dashboard.Dashboard;
import dev.headway.dashboard.Lines;
import dev.headway.terminal.JsonView;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: it says what the job says, and everybody can use it. */
@Tag("faults")
class BrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TARGET = Path.of(System.getProperty("basedir"), "target");
  private static final Path AXE = TARGET.resolve("axe/axe.min.js");
  private static final Path PICTURES = TARGET.resolve("pictures");

  private static final String LANES = "document.getElementById('lanes').getAttribute('aria-label')";

  private static Chromium browser;

  @TempDir private static Path profile;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Chromium.isInstalled(), "no Chromium is installed");
    browser = Chromium.start(profile);
  }

  @AfterAll
  static void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static Dashboard dashboard(Path... files) throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return Dashboard.open(new InetSocketAddress(loopback, 0), List.of(files));
  }

  /** Opens the page, and waits until all of it is there. */
  private static Tab open(Dashboard dashboard, int width) throws Exception {
    Tab tab = browser.open();
    tab.size(width, 900);
    tab.go(dashboard.link().toString());
    tab.await("document.querySelector('main')?.dataset.ready === 'all'");
    return tab;
  }

  private static void examine(Tab tab, String name) throws Exception {
    tab.picture(PICTURES.resolve(name + ".png"));
    assertThat(tab.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean())
        .as(name + ": nothing is wider than the screen")
        .isTrue();
    assumeTrue(Files.exists(AXE), "there is no axe-core");
    tab.evaluate(Files.readString(AXE) + ";0");
    JsonNode violations =
        tab.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(found =>"
                + " JSON.stringify(found.violations.map(each => [each.id, each.help,"
                + " each.nodes.map(node => node.html + ' ' + node.failureSummary)])))");
    assertThat(JSON.readTree(violations.asText())).as(name).isEmpty();
  }

  private Path file(String... lines) throws Exception {
    String text = String.join("\n", lines) + "\n";
    return Lines.growing(Files.writeString(folder.resolve("job.json"), text));
  }

  /** A job with everything that can be shown. */
  private static String[] eventful(String last) {
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    lines.add(Lines.snapshot("started", 1, "thumbnails", 0, 80, 0, 0));
    for (int i = 1; i <= 60; i++) {
      int at = i * 500;
      lines.add(Lines.snapshot("progress", 1, "thumbnails", at, 80, i / 2, i / 2));
      lines.add(
          Lines.running(
              1,
              "thumbnails",
              at,
              new double[] {i, 0, 1 + i % 3},
              new double[] {100 + i / 9, 1, 1 + i % 9 * 0.5},
              new double[] {200, 2, at / 1e3}));
      if (i % 2 == 0) {
        lines.add(
            Lines.failed(
                1,
                "thumbnails",
                at + 100,
                i,
                "IMG_" + i + ".jpg",
                3,
                "java.io.IOException: No space left on device <b>"
                    + i
                    + "</b>\n\tat a.B.c(B.java)"));
      }
      if (i % 5 == 0) {
        lines.add(Lines.printed(at, i % 2 == 0 ? "out" : "err", "decoded <b>IMG_" + i, 0));
      }
      if (i == 30) {
        lines.add(Lines.worker("lost", 1, "thumbnails", at + 200, 1));
      }
      if (i == 34) {
        lines.add(Lines.worker("replaced", 1, "thumbnails", at + 200, 1));
      }
    }
    lines.add(Lines.snapshot(last, 1, "thumbnails", 30_500, 80, 50, 30));
    return lines.toArray(String[]::new);
  }

  @Test
  void shouldBeUsableWhenThereIsNothing() throws Exception {
    Path nothing = Files.createFile(folder.resolve("nothing.json"));
    try (Dashboard dashboard = dashboard(nothing)) {
      Tab tab = browser.open();
      tab.size(1280, 900);
      tab.go(dashboard.link().toString());
      tab.await("document.querySelector('main')?.dataset.ready === 'numbers'");

      assertThat(tab.evaluate("location.href").asText()).doesNotContain("token");
      examine(tab, "empty");
      tab.prefer("prefers-color-scheme", "dark");
      examine(tab, "empty-dark");
    }
  }

  @Test
  void shouldBeUsableWhileAJobRunsInAllForms() throws Exception {
    try (Dashboard dashboard = dashboard(file(eventful("progress")))) {
      Tab tab = open(dashboard, 1280);
      tab.await("document.querySelectorAll('details').length > 0");
      tab.evaluate("document.querySelectorAll('figure button').forEach(button => button.click())");
      tab.evaluate("document.querySelector('details').open = true");
      examine(tab, "running-light-tables");
      tab.evaluate("document.querySelectorAll('figure button').forEach(button => button.click())");
      tab.evaluate("window.light = document.getElementById('rate').toDataURL()");
      tab.prefer("prefers-color-scheme", "dark");
      tab.await("document.getElementById('rate').toDataURL() !== window.light");
      examine(tab, "running-dark");
      tab.prefer("prefers-color-scheme", "light");
      tab.size(320, 800);
      tab.await("document.getElementById('rate').width < 320 * devicePixelRatio");
      examine(tab, "running-narrow");
      tab.size(640, 450); // As 1280 pixels at a zoom of 200 %.
      examine(tab, "running-zoomed");
      tab.size(3840, 2160);
      examine(tab, "running-wall");
      tab.prefer("forced-colors", "active");
      examine(tab, "running-forced-colours");
    }
  }

  @Test
  void shouldBeUsableAfterAJobWithFailures() throws Exception {
    try (Dashboard dashboard = dashboard(file(eventful("finished")))) {
      Tab tab = open(dashboard, 1280);
      tab.await("document.querySelectorAll('details').length === 25");

      assertThat(tab.evaluate("document.querySelector('article b') === null").asBoolean())
          .as("names of jobs are text")
          .isTrue();
      tab.await("document.body.innerText.includes('decoded <b>IMG_60')");
      examine(tab, "failed-light");
      tab.prefer("prefers-color-scheme", "dark");
      examine(tab, "failed-dark");
    }
  }

  @Test
  void shouldBeUsableAfterAJobWithoutFailures() throws Exception {
    String[] lines = {
      Lines.snapshot("started", 1, "thumbnails", 0, 80, 0, 0),
      Lines.running(1, "thumbnails", 1_500, new double[] {7, 0, 1.5}),
      Lines.snapshot("finished", 1, "thumbnails", 9_000, 80, 80, 0)
    };
    try (Dashboard dashboard = dashboard(file(lines))) {
      Tab tab = open(dashboard, 1280);
      tab.await("document.querySelector('article').innerText.includes('✓ finished')");
      examine(tab, "finished-light");
      tab.prefer("prefers-color-scheme", "dark");
      examine(tab, "finished-dark");
    }
  }

  @Test
  void shouldReadChartsByKeys() throws Exception {
    try (Dashboard dashboard = dashboard(file(eventful("finished")))) {
      Tab tab = open(dashboard, 1280);
      tab.await(LANES + ".includes('to 0:30')"); // Then all of the file was read.

      tab.evaluate(
          "const chart = document.getElementById('rate'); chart.focus(); chart.dispatchEvent(new"
              + " KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))");
      tab.await("document.querySelector('output[for=rate]').textContent.includes('·')");

      tab.evaluate(
          "document.getElementById('lanes').dispatchEvent(new KeyboardEvent('keydown', {key: '+',"
              + " bubbles: true}))");
      tab.await(LANES + ".includes('from 0:07')");
    }
  }

  @Test
  void shouldShowAMillionTasksWhole() throws Exception {
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    for (int i = 0; i <= 20; i++) {
      String event = i == 0 ? "started" : i == 20 ? "finished" : "progress";
      lines.add(Lines.snapshot(event, 1, "a million", i * 500, 1_000_000, i * 49_000L, i * 1_000L));
      for (int n = 0; i < 20 && n < 630; n++) {
        long index = i * 1_000L + n;
        lines.add(
            Lines.failed(1, "a million", i * 500, index, "in-" + index, n % 64, "x.Y: " + n % 9));
      }
    }
    try (Dashboard dashboard = dashboard(file(lines.toArray(String[]::new)))) {
      Tab tab = open(dashboard, 1280);
      tab.await("document.querySelector('[data-field=succeeded]').textContent === '980,000'");
      tab.await("document.body.innerText.includes('12,600 in all, of which 10,000 are kept here')");

      assertThat(field(tab, "failed")).isEqualTo("20,000");
      tab.await(
          "document.body.innerText.includes('7,400 failures were counted and not told one by one')");
      examine(tab, "million");
    }
  }

  private static String field(Tab tab, String name) throws Exception {
    return tab.evaluate("document.querySelector('[data-field=" + name + "]').textContent")
        .asText()
        .strip();
  }

  /** The job stands still in between, so that both can be read at one instant. */
  @Test
  void shouldShowTheNumbersOfARealJob() throws Exception {
    Path log = Files.createFile(folder.resolve("real.json"));
    CountDownLatch half = new CountDownLatch(1);
    try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND);
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Pool pool = Pool.on(Threads.of(4)).withViews(new JsonView(print));
        Dashboard dashboard = dashboard(log)) {
      Thread job = new Thread(() -> run(pool, half), "job");
      job.start();
      Tab tab = open(dashboard, 1280);
      tab.await("document.querySelector('[data-field=succeeded]')?.textContent === '90'");
      tab.await("document.querySelector('[data-field=failed]').textContent === '10'");
      while (last(log, "progress").path("running").asInt() != 4) {
        Thread.sleep(20); // Another thread may take its task only now.
      }
      tab.await("document.querySelector('[data-field=running]').textContent.trim() === '4'");
      compare(tab, log, "progress");

      half.countDown();
      job.join();
      tab.await("document.querySelector('article')?.innerText.includes('finished with failures')");
      compare(tab, log, "finished");
    }
  }

  @SuppressWarnings("serial") // The task stays on a thread.
  private static void run(Pool pool, CountDownLatch half) {
    List<Integer> inputs = IntStream.range(0, 200).boxed().toList();
    long succeeded = 0;
    try (var results = pool.over(inputs).named("real").map(input -> work(input, half))) {
      for (Outcome<Integer, Integer> one : results.outcomes()) {
        succeeded += one instanceof Outcome.Success ? 1 : 0;
      }
    }
    assertThat(succeeded).isEqualTo(180);
  }

  private static int work(int input, CountDownLatch half) throws InterruptedException {
    if (input >= 100) {
      half.await();
    }
    if (input % 10 == 3) {
      throw new IllegalStateException("cannot decode " + input);
    }
    return input;
  }

  /** The last line of an event that is there as a whole. */
  private static JsonNode last(Path log, String event) throws Exception {
    JsonNode last = JSON.createObjectNode();
    String text = Files.readString(log);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode object = JSON.readTree(line);
      last = object.get("event").asText().equals(event) ? object : last;
    }
    return last;
  }

  private static void compare(Tab tab, Path log, String event) throws Exception {
    JsonNode last = last(log, event);
    for (String name :
        List.of(
            "total",
            "succeeded",
            "failed",
            "timedOut",
            "crashed",
            "cancelled",
            "retried",
            "before",
            "running")) {
      assertThat(field(tab, name)).as(event + " " + name).isEqualTo(last.get(name).asText());
    }
  }
}
