package dev.headway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {
  @TempDir private Path folder;

  private Dashboard open() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return Dashboard.open(
        new InetSocketAddress(loopback, 0),
        List.of(),
        Map.of("XDG_RUNTIME_DIR", folder.toString()));
  }

  @Test
  void shouldOpenThePageByItsLink() throws Exception {
    try (Dashboard dashboard = open()) {
      HttpClient client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .cookieHandler(new java.net.CookieManager())
              .build();

      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(dashboard.link()).build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.uri().getQuery()).isNull();
      assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }
  }

  @Test
  void shouldLeaveNothingOpen() throws Exception {
    Dashboard dashboard = open();
    URI link = dashboard.link();
    assertThat(answers(link)).isTrue();
    dashboard.close();
    dashboard.close();

    assertThat(answers(link)).isFalse();
  }

  /**
   * Returns true if the dashboard with that link answers. Another program may have its port by now,
   * and a socket that looks for a port may even be connected to itself.
   */
  private static boolean answers(URI link) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(link).timeout(Duration.ofSeconds(60)).build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          < 400;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void shouldNotKeepAProgramAlive() throws Exception {
    try (Dashboard dashboard = open()) {
      assertThat(dashboard.link()).isNotNull();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().matches("headway-dashboard.*|HTTP-Disp.*"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  void shouldRefuseToListenEverywhere() {
    assertThatThrownBy(() -> Dashboard.open(new InetSocketAddress(0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Give one address of this machine.");
  }
}
