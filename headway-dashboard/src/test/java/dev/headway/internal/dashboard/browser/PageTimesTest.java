package dev.headway.internal.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headway.dashboard.Dashboard;
import dev.headway.dashboard.Lines;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the page of a job of a million tasks takes to be drawn and to zoom. The times are
 * printed and not checked; more rounds with {@code -Dpage.rounds=15}.
 */
@Tag("faults")
class PageTimesTest {
  private static final int ROUNDS = Integer.getInteger("page.rounds", 1);
  private static final int WARM_UP = ROUNDS > 1 ? 3 : 0;

  private static final String NOTE_WHEN_READY =
      "addEventListener('DOMContentLoaded', () => { const main = document.querySelector('main');"
          + " new MutationObserver(() => { window[main.dataset.ready] ??= performance.now(); })"
          + ".observe(main, {attributes: true}); });";

  private static final String FIRST_PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0].startTime";

  /** The first frame, which is of what the page has, and that with the answer of the server. */
  private static final String ZOOM =
      "new Promise(done => { const lanes = document.getElementById('lanes');"
          + " const begin = performance.now(); let first = 0;"
          + " const frame = then => requestAnimationFrame(() => setTimeout(() =>"
          + " then(performance.now() - begin)));"
          + " const seen = new MutationObserver(() => { seen.disconnect();"
          + " frame(all => done([first, all])); });"
          + " seen.observe(lanes, {attributes: true, attributeFilter: ['aria-label']});"
          + " lanes.dispatchEvent(new KeyboardEvent('keydown', {key: '+', bubbles: true}));"
          + " frame(millis => { first = millis; }); })";

  @TempDir private static Path folder;

  @Test
  void shouldDrawAndZoom() throws Exception {
    assumeTrue(Chromium.isInstalled(), "no Chromium is installed");
    double[] paint = new double[ROUNDS];
    double[] numbers = new double[ROUNDS];
    double[] all = new double[ROUNDS];
    double[] zoom = new double[ROUNDS];
    double[] detail = new double[ROUNDS];
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (Chromium browser = Chromium.start(folder.resolve("profile"));
        Dashboard dashboard = Dashboard.open(new InetSocketAddress(loopback, 0), List.of(job()))) {
      for (int i = -WARM_UP;
          i < ROUNDS;
          i++) { // The first ones warm up the server and the browser.
        int at = Math.max(0, i);
        Tab tab = browser.open();
        tab.size(1280, 900);
        tab.prepare(NOTE_WHEN_READY);
        tab.go(dashboard.link().toString());
        tab.await("document.querySelector('main')?.dataset.ready === 'all'");
        tab.await("performance.getEntriesByName('first-contentful-paint').length === 1");
        paint[at] = tab.evaluate(FIRST_PAINT).asDouble();
        numbers[at] = tab.evaluate("window.numbers ?? window.all").asDouble();
        all[at] = tab.evaluate("window.all").asDouble();
        JsonNode zoomed = tab.evaluate(ZOOM);
        zoom[at] = zoomed.get(0).asDouble();
        detail[at] = zoomed.get(1).asDouble();
        tab.go("about:blank");
      }
    }
    assertThat(paint).doesNotContain(0);
    assertThat(zoom).doesNotContain(0);
    print("first paint", paint);
    print("numbers of the jobs", numbers);
    print("whole page", all);
    print("zoom", zoom);
    print("zoom, in detail", detail);
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-20s median %6.1f ms, worst of %d %6.1f ms%n",
        what,
        millis[ROUNDS / 2],
        ROUNDS,
        millis[ROUNDS - 1]);
  }

  /** 64 workers with 200,000 tasks that are told one by one. */
  private static Path job() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= 200; i++) {
      String event = i == 0 ? "started" : i == 200 ? "finished" : "progress";
      int at = i * 500;
      lines.add(Lines.snapshot(event, 1, "a million", at, 1_000_000, i * 4_000L, i * 1_000L));
      for (int n = 0; i < 200 && n < 1_000; n++) {
        long index = i * 1_000L + n;
        lines.add(Lines.failed(1, "a million", at, index, "in-" + index, n % 64, "x.Y: " + n % 9));
      }
    }
    return Files.write(folder.resolve("job.json"), lines);
  }
}
