package dev.headway.bench.contestant;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A dashboard in a process of its own, with one page open that reads as a browser does. */
final class DashboardPage implements AutoCloseable {
  private static final long KIB = 1024;

  private final Process dashboard;
  private final AtomicLong events = new AtomicLong();

  private DashboardPage(Process dashboard) {
    this.dashboard = dashboard;
  }

  static DashboardPage open() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("headway.root", "."));
    DashboardPage page =
        new DashboardPage(
            new ProcessBuilder(root.resolve("headway").toString(), "dashboard")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    BufferedReader printed = page.dashboard.inputReader();
    String link = printed.readLine();
    if (link == null) {
      throw new IOException("the dashboard did not start");
    }
    page.read(URI.create(link));
    return page;
  }

  private void read(URI link) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.discarding());
    HttpRequest stream =
        HttpRequest.newBuilder(link.resolve("/events")).timeout(Duration.ofSeconds(10)).build();
    HttpResponse<java.util.stream.Stream<String>> lines =
        client.send(stream, HttpResponse.BodyHandlers.ofLines());
    if (lines.statusCode() != 200) {
      throw new IOException("the dashboard refused its page: " + lines.statusCode());
    }
    Thread reader =
        new Thread(() -> lines.body().forEach(line -> events.incrementAndGet()), "page");
    reader.setDaemon(true);
    reader.start();
  }

  /** How many lines the page has read. */
  long events() {
    return events.get();
  }

  long cpuNanos() {
    return dashboard.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** The most memory that the process had at once, as Linux counts it. */
  long peakBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + dashboard.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * KIB;
  }

  @Override
  public void close() {
    dashboard.destroy();
  }
}
