package dev.headway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
    int port = dashboard.link().getPort();
    dashboard.close();
    dashboard.close();

    assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
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
