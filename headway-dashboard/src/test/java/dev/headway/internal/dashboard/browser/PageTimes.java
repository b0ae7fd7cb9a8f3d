package dev.headway.internal.dashboard.browser;

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
 * Measures how long the page of a job of a million tasks takes to be drawn and to zoom. No part of
 * a build: {@code mvn -pl headway-core,headway-dashboard -Pfaults test -Dtest=PageTimes
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("faults")
class PageTimes {
  private static final int TIMES = 15;

  private static final String NOTE_WHEN_READY =
      "addEventListener('DOMContentLoaded', () => { const main = document.querySelector('main');"
          + " new MutationObserver(() => { window[main.dataset.ready] ??= performance.now(); })"
          + ".observe(main, {attributes: true}); });";

  private static final String FIRST_PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0].startTime";

  private static final String ZOOM =
      "new Promise(done => { const lanes = document.getElementById('lanes');"
          + " const begin = performance.now();"
          + " const seen = new MutationObserver(() => { seen.disconnect();"
          + " requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));});"
          + " seen.observe(lanes, {attributes: true, attributeFilter: ['aria-label']});"
          + " lanes.dispatchEvent(new KeyboardEvent('keydown', {key: '+', bubbles: true})); })";

  @TempDir private static Path folder;

  @Test
  void measure() throws Exception {
    double[] paint = new double[TIMES];
    double[] numbers = new double[TIMES];
    double[] all = new double[TIMES];
    double[] zoom = new double[TIMES];
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (Chromium browser = Chromium.start(folder.resolve("profile"));
        Dashboard dashboard = Dashboard.open(new InetSocketAddress(loopback, 0), List.of(job()))) {
      for (int i = -3; i < TIMES; i++) { // The first ones warm up the server and the browser.
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
        zoom[at] = tab.evaluate(ZOOM).asDouble();
        tab.go("about:blank");
      }
    }
    print("first paint", paint);
    print("numbers of the jobs", numbers);
    print("whole page", all);
    print("zoom", zoom);
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-20s median %6.1f ms, worst of %d %6.1f ms%n",
        what,
        millis[TIMES / 2],
        TIMES,
        millis[TIMES - 1]);
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
