package dev.headway.internal.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.dashboard.Dashboard;
import dev.headway.dashboard.Lines;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person looks at stays right while jobs go on, end and come. */
@Tag("faults")
class PageChangesTest {
  /** The page may be there before all of the file was read. */
  private static final String ALL_FAILURES =
      "document.querySelectorAll('article details').length === 25"
          + " && document.body.innerText.includes('1–25 of 60')";

  private static Chromium browser;

  @TempDir private static Path profile;

  @TempDir private Path folder;

  private Path file;

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

  @BeforeEach
  void make() throws Exception {
    file = Files.createFile(folder.resolve("job.json"));
  }

  private void add(List<String> lines) throws Exception {
    String text = String.join("\n", lines) + "\n";
    Lines.growing(Files.writeString(file, text, StandardOpenOption.APPEND));
  }

  private void add(String... lines) throws Exception {
    add(List.of(lines));
  }

  private Dashboard dashboard() throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return Dashboard.open(new InetSocketAddress(loopback, 0), List.of(file));
  }

  private static Tab open(Dashboard dashboard) throws Exception {
    return go(browser.open(), dashboard);
  }

  private static Tab go(Tab tab, Dashboard dashboard) throws Exception {
    tab.size(1280, 900);
    tab.go(dashboard.link().toString());
    tab.await("document.querySelector('main')?.dataset.ready === 'all'");
    return tab;
  }

  private static String running(int at, int tasks) {
    return Lines.running(
        1,
        "thumbnails",
        at,
        IntStream.range(0, tasks).mapToObj(i -> new double[] {i, i, 2}).toArray(double[][]::new));
  }

  private static List<String> failures(int id, String label, int count) {
    List<String> lines = new ArrayList<>();
    lines.add(Lines.snapshot("started", id, label, 0, 80, 0, 0));
    for (int i = 0; i < count; i++) {
      lines.add(Lines.failed(id, label, i, i, label + "-" + i, 0, "x.Y: no " + i));
    }
    lines.add(Lines.snapshot("progress", id, label, 1_000, 80, 0, count));
    return lines;
  }

  @Test
  void shouldShowTheLastPageOfAListThatHasBecomeShorter() throws Exception {
    add(Lines.snapshot("started", 1, "thumbnails", 0, 80, 0, 0), running(2_000, 40));
    String rows =
        "[...document.querySelectorAll('[aria-label^=\"Running tasks\"] tbody tr')].length";
    String text = "document.body.innerText.includes('1–25 of 40')";
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);
      tab.await(text);
      tab.evaluate("document.querySelector('[aria-label=\"Next running tasks\"]').click()");
      tab.await(rows + " === 15");

      add(Lines.snapshot("progress", 1, "thumbnails", 3_000, 80, 30, 0), running(3_000, 10));
      tab.await(rows + " === 10");

      add(Lines.snapshot("progress", 1, "thumbnails", 4_000, 80, 30, 0), running(4_000, 40));
      tab.await(text);
    }
  }

  /** The stream tells of the second job late, and what was asked for the first one is under way. */
  @Test
  void shouldShowTheChartsOfTheJobThatWasChosenJustNow() throws Exception {
    add(failures(1, "first", 30));
    add(Lines.snapshot("finished", 1, "first", 2_000, 80, 50, 30));
    add(failures(2, "second", 3));
    try (Dashboard dashboard = dashboard()) {
      Tab tab = browser.open();
      tab.prepare(
          "const ask = fetch; window.fetch = path =>"
              + " new Promise(go => setTimeout(go, 300)).then(() => ask(path));"
              + "const Real = EventSource; window.EventSource = class { constructor(url) {"
              + " setTimeout(() => { if (this.closed) return; this.real = new Real(url);"
              + " this.real.onmessage = event => this.onmessage(event); },"
              + " window.late && url.includes('job=2') ? 2000 : 0); }"
              + " close() { this.closed = true; this.real?.close(); } };");
      go(tab, dashboard);
      tab.evaluate("location.hash = '#job=1'");
      tab.await("document.querySelector('[aria-label=\"Next failures\"]') !== null");
      tab.evaluate(
          "window.late = true; document.querySelector('[aria-label=\"Next failures\"]').click();"
              + "window.mixed = false; new MutationObserver(() => { const text ="
              + " document.querySelector('article').innerText;"
              + " window.mixed ||= text.startsWith('first') && text.includes('second-'); })"
              + ".observe(document.querySelector('main'), {subtree: true, childList: true,"
              + " characterData: true}); location.hash = '#job=2'");
      tab.await(
          "document.querySelector('article h2').innerText === 'second'"
              + " && document.querySelectorAll('article details').length === 3");
      assertThat(tab.evaluate("window.mixed").asBoolean())
          .as("failures of the second job under the name of the first")
          .isFalse();

      add(
          Lines.failed(2, "second", 3_000, 9, "second-9", 0, "x.Y: late"),
          Lines.snapshot("progress", 2, "second", 3_000, 80, 0, 4));
      tab.await("document.querySelectorAll('article details').length === 4");
    }
  }

  @Test
  void shouldSayWhenAFileTellsNoEndAndItsProcessIsGone() throws Exception {
    add(failures(1, "first", 1));
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);

      tab.await(
          "document.querySelector('article').innerText.includes('the file tells no end, and its"
              + " process does not run on this machine')");
      tab.await("document.body.innerText.includes('4 tasks ran when it was last heard of')");
    }
  }

  @Test
  void shouldOpenAFailureAndNotItsPlace() throws Exception {
    add(failures(1, "first", 60));
    String first = "document.querySelector('article details summary').innerText";
    String opened = "document.querySelectorAll('article details[open]').length";
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);
      tab.await(ALL_FAILURES);
      tab.evaluate("document.querySelector('article details summary').click()");
      tab.await(opened + " === 1");

      tab.evaluate("document.querySelector('[aria-label=\"Next failures\"]').click()");
      tab.await(first + ".includes('first-25')");
      assertThat(tab.evaluate(opened).asInt()).isZero();

      tab.evaluate("document.querySelector('[aria-label=\"Previous failures\"]').click()");
      tab.await(first + ".includes('first-0')");
      assertThat(tab.evaluate(opened).asInt()).isEqualTo(1);
    }
  }

  @Test
  void shouldLeaveTheFocusAtTheSameJobWhenAnotherComes() throws Exception {
    add(failures(1, "first", 1));
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);
      tab.evaluate("document.querySelector('a[href=\"#job=1\"]').focus()");

      add(failures(2, "second", 1));
      tab.await("document.querySelector('.jobs a').getAttribute('href') === '#job=2'");

      assertThat(tab.evaluate("document.activeElement.getAttribute('href')").asText())
          .isEqualTo("#job=1");
    }
  }

  /** A person presses a button of the mouse on a link, and lets go of it after the page changed. */
  @Test
  void shouldNotMakeTheLinkOfAJobThatOfAnother() throws Exception {
    add(failures(1, "first", 1));
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);
      tab.evaluate("window.pressed = document.querySelector('.jobs a'); 0");

      add(failures(2, "second", 1));
      tab.await("document.querySelector('.jobs a').getAttribute('href') === '#job=2'");

      assertThat(tab.evaluate("window.pressed.getAttribute('href')").asText()).isEqualTo("#job=1");
      assertThat(tab.evaluate("window.pressed.isConnected").asBoolean()).isTrue();
      assertThat(tab.evaluate("window.pressed.innerText").asText()).startsWith("first");
    }
  }

  @Test
  void shouldNotMakeAFailureThatOfAnotherTask() throws Exception {
    add(failures(1, "first", 60));
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);
      tab.await(ALL_FAILURES);
      tab.evaluate("window.pressed = document.querySelector('article details'); 0");

      tab.evaluate("document.querySelector('[aria-label=\"Next failures\"]').click()");
      tab.await("document.querySelector('article details').textContent.includes('first-25')");

      assertThat(tab.evaluate("window.pressed.textContent").asText()).contains("first-0");
      assertThat(tab.evaluate("window.pressed.isConnected").asBoolean()).isFalse();
    }
  }

  @Test
  void shouldHaveAnAxisOfWholeNumbersWhenAllIsZero() throws Exception {
    add(failures(1, "first", 1));
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);

      assertThat(
              tab.evaluate(
                      "import(location.origin + '/charts.js').then(charts => { const told = [];"
                          + " charts.lines(document.getElementById('rate'), {curves: [{points:"
                          + " [[0, 0], [9, 0]]}], words: {x: () => '', y: v => told.push(v)}});"
                          + " return Math.max(...told); })")
                  .asDouble())
          .isEqualTo(1);
    }
  }

  /** The answer of the server takes its time. */
  @Test
  void shouldZoomAtOnceIntoWhatIsThere() throws Exception {
    add(failures(1, "first", 60));
    String zoom =
        "(() => { const lanes = document.getElementById('lanes'); const before = lanes.toDataURL();"
            + " lanes.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}));"
            + " return lanes.toDataURL() !== before; })()";
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);
      tab.await(ALL_FAILURES);
      tab.evaluate("window.fetch = () => new Promise(() => {}); 0");

      assertThat(tab.evaluate(zoom.formatted("+")).asBoolean()).isTrue();
      assertThat(tab.evaluate(zoom.formatted("ArrowRight")).asBoolean()).isTrue();
      assertThat(tab.evaluate(zoom.formatted("0")).asBoolean()).isTrue();
    }
  }

  @Test
  void shouldTellOneOfAKindInTheSingular() throws Exception {
    String one = Lines.snapshot("finished", 1, "thumbnails", 2_000, 80, 78, 2);
    add(Lines.failed(1, "thumbnails", 100, 7, "cat.png", 0, "x.Y: z"), one, "no JSON");
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);

      tab.await(
          "document.body.innerText.includes('1 failure was counted and not told one by one')");
      tab.await("document.body.innerText.includes('1 worker from 0:00')");
      tab.await("document.body.innerText.includes('1 task was seen one by one')");
      tab.await("document.body.innerText.includes('1 line could not be read')");
    }
  }

  @Test
  void shouldHaveAxesOfTimesThatPeopleCountIn() throws Exception {
    add(failures(1, "first", 1));
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);

      assertThat(
              tab.evaluate(
                      "import(location.origin + '/charts.js').then(charts => [[0.1, 8], [9, 6],"
                          + " [1200, 6], [50000, 6], [30 * 86400, 6]]"
                          + ".map(each => charts.timeStep(...each)).join(' '))")
                  .asText())
          .isEqualTo("0.02 2 300 10800 432000");
    }
  }

  @Test
  void shouldTellTheDayOfAnEndThatIsNotToday() throws Exception {
    add(failures(1, "first", 1));
    String day = "new Date(Date.now() + 3 * 86400000).toLocaleDateString()";
    try (Dashboard dashboard = dashboard()) {
      Tab tab = open(dashboard);
      String when = "import(location.origin + '/views.js').then(views => views.moment(";

      String now = tab.evaluate(when + "0))").asText();
      String later = tab.evaluate(when + "3 * 86400))").asText();

      assertThat(later).contains(tab.evaluate(day).asText());
      assertThat(now).isNotEmpty().doesNotContain(tab.evaluate(day.replace("3 *", "0 *")).asText());
    }
  }
}
