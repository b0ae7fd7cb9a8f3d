package dev.headway.internal.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.headway.dashboard.Dashboard;
import dev.headway.dashboard.Lines;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link opens the page from wherever it is followed. */
@Tag("faults")
class LinkTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String READY = "document.querySelector('main')?.dataset.ready === 'all'";

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

  private Dashboard dashboard() throws Exception {
    Path file = folder.resolve("job.json");
    Files.writeString(file, Lines.snapshot("started", 1, "thumbnails", 0, 80, 0, 0) + "\n");
    return Dashboard.open(new InetSocketAddress(LOOPBACK, 0), List.of(file));
  }

  /** A page with a link, such as a terminal in a browser or a mail. */
  private static HttpServer pageWith(String link) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 8);
    byte[] page =
        ("<!DOCTYPE html><title>mail</title><a href=\"" + link + "\">look</a>")
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void shouldOpenThePageFromALinkOfAnotherSite() throws Exception {
    try (Dashboard dashboard = dashboard()) {
      HttpServer mail = pageWith(dashboard.link().toString());
      try {
        Tab tab = browser.open();
        tab.go("http://localhost:" + mail.getAddress().getPort() + "/");
        tab.await("document.title === 'mail' && document.querySelector('a') !== null");

        tab.evaluate("document.querySelector('a').click()");

        tab.await(READY);
        assertThat(tab.evaluate("location.href").asText()).doesNotContain("token");
        assertThat(tab.evaluate("document.referrer").asText()).isEmpty();
      } finally {
        mail.stop(0);
      }
    }
  }

  @Test
  void shouldLeaveNoTokenBehindInTheTab() throws Exception {
    try (Dashboard dashboard = dashboard()) {
      Tab tab = browser.open();
      tab.go(dashboard.link().toString());
      tab.await(READY);

      assertThat(tab.history()).isNotEmpty().noneMatch(url -> url.contains("token"));
    }
  }
}
