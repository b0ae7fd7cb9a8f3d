package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardCommandTest {
  @TempDir private Path folder;

  @Test
  void shouldRefuseWhatItCannotShow() {
    Path none = folder.resolve("none.json");

    assertThat(Ran.headway("dashboard", none.toString()))
        .extracting(Ran::status, Ran::out)
        .containsExactly(1, "");
    assertThat(Ran.headway("dashboard", none.toString()).err())
        .isEqualToIgnoringNewLines(
            "headway dashboard: " + none + " cannot be read: there is no such file or folder.");
    assertThat(Ran.headway("dashboard", folder.toString()).err())
        .isEqualToIgnoringNewLines(
            "headway dashboard: " + folder + " cannot be read: it is a folder.");
  }

  @Test
  void shouldRefuseToListenWhereItCannot() {
    assertThat(Ran.headway("dashboard", "--host", "0.0.0.0").err())
        .contains("Give one address of this machine.");
    assertThat(Ran.headway("dashboard", "--host", "192.0.2.1").err())
        .startsWith("headway dashboard: The dashboard cannot be opened at 192.0.2.1:0: ");
    assertThat(Ran.headway("dashboard", "--port", "65536").status()).isEqualTo(2);
    assertThat(Ran.headway("dashboard", "--port", "-1").status()).isEqualTo(2);
  }

  @Test
  @Tag("faults")
  void shouldServeThePageUntilItIsInterrupted() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.json"),
            "{\"v\":1,\"event\":\"started\",\"at\":\"2026-03-01T12:00:00Z\",\"process\":1,"
                + "\"id\":1,\"label\":\"thumbnails\",\"state\":\"running\",\"total\":80}\n");
    try (ChildProcess headway = ChildProcess.headway("dashboard", file.toString())) {
      String link = headway.outReader().readLine();
      assertThat(link).matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[0-9a-f]{32}");
      HttpClient client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .cookieHandler(new java.net.CookieManager())
              .build();
      HttpResponse<String> page = get(client, URI.create(link));
      assertThat(page.body()).contains("<title>Headway</title>");

      String board = "";
      while (!board.contains("thumbnails")) {
        board = get(client, page.uri().resolve("/api/board")).body();
      }
      headway.signal("INT");

      assertThat(headway.awaitStatus()).isEqualTo(130);
      assertThat(headway.err()).contains("The link is a key", "ssh -L");
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI link) throws Exception {
    return client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
  }
}
