package dev.headway.internal.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.dashboard.Lines;
import dev.headway.internal.dashboard.model.Board;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page gets: its files, and the numbers of jobs. */
class PageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 45_000;
  private static final Map<String, String> VENDORED =
      Map.of(
          "/lit-html.js", "b878e7f95dec8a9b6e9b217faca6b6a11bad82ebc44c0caa77419ed83edd81f2",
          "/directive.js", "3344c4f41c69cd0701d3937e8f9ef90bd845614bf6456d0b8314b7c51d415b9d",
          "/directive-helpers.js",
              "f7fb1154b8f72ed2cc08b05eaeed71c99270e9ad2d48620ed24688a1af4c2b62",
          "/directives/repeat.js",
              "083140026ecd8665fedd15b17769f9d516252a9f1502f1e91e6967686ee82626");

  private static final List<String> OWN =
      List.of("/", "/page.css", "/main.js", "/views.js", "/charts.js");

  private final Board board = new Board();
  private WebServer server;
  private RawClient client;
  private String cookie;

  @BeforeEach
  void open() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = WebServer.start(new InetSocketAddress(loopback, 0), board);
    client = new RawClient(server.address().getPort());
    String token = server.link().substring(server.link().indexOf("/?"));
    cookie = "Cookie: " + client.get(token).cookie();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode get(String path) throws IOException {
    RawClient.Answer answer = client.get(path, cookie);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void shouldSendAllFilesInFewBytes() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (String file : Stream.concat(OWN.stream(), VENDORED.keySet().stream()).toList()) {
      RawClient.Answer answer = client.get(file, cookie);
      assertThat(answer.status()).as(file).isEqualTo(200);
      assertThat(answer.body()).hasSizeGreaterThan(300);
      if (!file.equals("/lit-html.js")) { // It puts templates in as HTML, and values as text.
        assertThat(answer.body()).doesNotContain("innerHTML", "unsafe", "eval(");
      }
      try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
        zip.write(answer.body().getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(packed.size()).isLessThan(MAX_BYTES);
  }

  @Test
  void shouldHaveTheVendoredLibraryAsItWasPublished() throws Exception {
    for (Map.Entry<String, String> each : VENDORED.entrySet()) {
      try (InputStream file =
          PageTest.class.getResourceAsStream("/dev/headway/dashboard/page" + each.getKey())) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());

        assertThat(HexFormat.of().formatHex(digest))
            .as("lit-html 3.3.3, %s of its npm package", each.getKey())
            .isEqualTo(each.getValue());
      }
    }
  }

  @Test
  void shouldSayNothingOfJobsThatThereAreNot() throws IOException {
    JsonNode all = get("/api/board");

    assertThat(all.get("jobCount").asInt()).isZero();
    assertThat(all.get("jobs")).isEmpty();
    assertThat(all.has("chosen")).isFalse();
    assertThat(client.get("/api/numbers?job=7", cookie).status()).isEqualTo(404);
  }

  @Test
  void shouldSayWhatTheTerminalSays() throws IOException {
    board.accept("a", Lines.snapshot("progress", 1, "thumbnails", 9_000, 80, 13, 6));

    JsonNode job = get("/api/board?job=1").get("chosen");

    // As docs/bar.md shows it: 23% … 19/80  6 failed  25–40s left  0:09 elapsed
    assertThat(job.get("percent").asInt()).isEqualTo(23);
    assertThat(job.get("amount").asText()).isEqualTo("19/80");
    assertThat(job.get("problems").asText()).isEqualTo("6 failed");
    assertThat(job.get("left").asText()).isEqualTo("25–40s left");
    assertThat(job.get("elapsed").asText()).isEqualTo("0:09");
    assertThat(job.get("rate").asText()).isEqualTo("2.5/s");
  }

  @Test
  void shouldKeepUnknownNumbersUnknown() throws IOException {
    board.accept("a", Lines.begin("progress", 1, "x", 0) + ",\"state\":\"running\"}");

    JsonNode job = get("/api/board?job=1").get("chosen");

    for (String name : List.of("total", "fraction", "percent", "ratePerSecond", "restLowSeconds")) {
      assertThat(job.get(name).isNull()).as(name).isTrue();
    }
    assertThat(job.get("left").asText()).isEqualTo("no total");
  }

  @Test
  void shouldPageEachListBy25() throws IOException {
    board.accept("a", Lines.snapshot("started", 1, "x", 0, 100, 0, 0));
    for (int i = 0; i < 60; i++) {
      board.accept("a", Lines.failed(1, "x", i, i, "in-" + i, 0, "java.io.IOException: no"));
    }

    JsonNode last = get("/api/list?job=1&list=failures&page=2");

    assertThat(last.get("all").asInt()).isEqualTo(60);
    assertThat(last.get("kept").asInt()).isEqualTo(60);
    assertThat(last.get("rows")).hasSize(10);
    assertThat(last.get("rows").get(0).get("input").asText()).isEqualTo("in-50");
    assertThat(last.get("classes").get(0).get("count").asInt()).isEqualTo(60);
    JsonNode beyond = get("/api/list?job=1&list=failures&page=9");
    assertThat(beyond.get("page").asInt()).isEqualTo(2);
    assertThat(beyond.get("rows")).hasSize(10);
    assertThat(get("/api/list?job=1&list=slowest&page=0").get("page").asInt()).isZero();
    assertThat(get("/api/board?page=9").get("jobs")).hasSize(1);
  }

  @Test
  void shouldListWhatWorkersPrintedTheLatestFirst() throws IOException {
    board.accept("a", Lines.snapshot("started", 1, "x", 0, 100, 0, 0));
    board.accept("a", Lines.printed(0, "out", "decoded <b>in-0", 0));
    board.accept("a", Lines.printed(100, "err", "no such file", 3));
    board.accept("b", Lines.printed(100, "out", "of another program", 0));

    JsonNode lines = get("/api/list?job=1&list=printed");

    assertThat(lines.get("all").asInt()).isEqualTo(5);
    assertThat(lines.get("rows")).hasSize(2);
    assertThat(lines.get("rows").get(0).get("text").asText()).isEqualTo("no such file");
    assertThat(lines.get("rows").get(0).get("stream").asText()).isEqualTo("err");
    assertThat(lines.get("rows").get(1).get("text").asText()).isEqualTo("decoded <b>in-0");
  }

  @Test
  void shouldSendNoMoreBucketsThanThereArePixels() throws IOException {
    board.accept("a", Lines.snapshot("started", 1, "x", 0, 100, 0, 0));
    for (int at = 0; at < 600_000; at += 500) {
      board.accept("a", Lines.snapshot("progress", 1, "x", at, 100, 0, 0));
      board.accept("a", Lines.running(1, "x", at, new double[] {1, 0, at / 1e3}));
    }

    JsonNode whole = get("/api/workers?job=1&px=500");
    JsonNode part = get("/api/workers?job=1&px=500&from=590000&to=595000");

    assertThat(whole.get("count").asInt()).isLessThanOrEqualTo(500);
    assertThat(whole.get("lanes").get(0).get("busy").get(3).asInt()).isEqualTo(100);
    assertThat(part.get("width").asInt()).isEqualTo(100);
    assertThat(part.get("count").asInt()).isEqualTo(50);
  }

  @Test
  void shouldTellMetricsWithoutInputsAndIds() throws IOException {
    board.accept("a", Lines.snapshot("progress", 1, "thumb\"nails", 9_000, 80, 13, 6));
    board.accept("a", Lines.failed(1, "thumb\"nails", 9_000, 7, "cat.png", 0, "x.Y: z"));
    board.accept("a", Lines.snapshot("finished", 2, "index", 9_000, 80, 80, 0));

    RawClient.Answer answer = client.get("/metrics", cookie);

    assertThat(answer.header("Content-Type")).startsWith("application/openmetrics-text");
    assertThat(answer.body())
        .contains("# TYPE headway_task counter\n")
        .contains("headway_task_total{job=\"thumb\\\"nails\",outcome=\"succeeded\"} 13\n")
        .contains("headway_task_total{job=\"thumb\\\"nails\",outcome=\"failed\"} 6\n")
        .contains("headway_task_active{job=\"thumb\\\"nails\"} 4\n")
        .contains("headway_job_total{job=\"index\",outcome=\"succeeded\"} 1\n")
        .contains("headway_job_active{job=\"index\"} 0\n")
        .contains("headway_job_remaining_seconds{job=\"thumb\\\"nails\",bound=\"low\"} 25.0\n")
        .contains("headway_workers{job=\"thumb\\\"nails\",state=\"idle\"} 0\n")
        .contains("headway_workers{job=\"thumb\\\"nails\",state=\"starting\"} 0\n")
        .contains("headway_task_total{job=\"index\",outcome=\"timed_out\"} 0\n")
        .contains("headway_worker_restarts_total{job=\"index\",reason=\"crash\"} 0\n")
        .endsWith("# EOF\n")
        .doesNotContain("cat.png", "4711");
  }

  @Test
  void shouldLetAProgramReadMetricsByTheToken() throws IOException {
    String token = server.link().substring(server.link().indexOf('=') + 1);

    assertThat(client.get("/metrics", "Authorization: Bearer " + token).status()).isEqualTo(200);
  }
}
