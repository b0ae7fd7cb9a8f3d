package dev.headway.internal.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import dev.headway.internal.dashboard.model.Board;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other sites, other users and hostile jobs may try. */
class AttackTest {
  private final Board board = new Board();
  private WebServer server;
  private RawClient client;
  private String cookie;

  @BeforeEach
  void open() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = WebServer.start(new InetSocketAddress(loopback, 0), board);
    client = new RawClient(server.address().getPort());
    cookie = "Cookie: " + client.get("/?token=" + token()).cookie();
    board.accept("a", Lines.snapshot("started", 1, "secret-job", 0, 80, 0, 0));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String token() {
    return URI.create(server.link()).getQuery().substring("token=".length());
  }

  private int port() {
    return server.address().getPort();
  }

  @Test
  void shouldListenAtTheLoopbackAlone() {
    assertThat(server.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(server.address().getPort()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example:PORT",
        "Host: evil.example",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 127.0.0.1.evil.example:PORT",
        "Host: localhost.evil.example:PORT",
        "Host: 0.0.0.0:PORT",
        "Host: [::]:PORT",
        "Host: 127.0.0.1:PORT, evil.example",
        "Host: 127.0.0.1:PORT\r\nHost: evil.example",
        "Host: user@127.0.0.1:PORT",
        "Host: 127.1:PORT",
        "Host: ",
        ""
      })
  void shouldRefuseNamesThatLeadHereByRebinding(String host) throws IOException {
    String line = host.replace("PORT", Integer.toString(port()));

    RawClient.Answer answer = client.send("GET /api/board HTTP/1.1", line, cookie);

    assertThat(answer.status()).isIn(0, 400, 403);
    assertThat(answer.body()).doesNotContain("secret-job");
  }

  @Test
  void shouldAnswerTheThreeNamesOfTheLoopback() throws IOException {
    for (String name : List.of("127.0.0.1", "localhost", "[::1]")) {
      RawClient.Answer answer =
          client.send("GET /api/board HTTP/1.1", "Host: " + name + ":" + port(), cookie);

      assertThat(answer.status()).as(name).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://evil.example",
        "https://127.0.0.1:PORT",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1:PORT.evil.example",
        "file://",
        "http://127.0.0.1:PORT\r\nOrigin: http://evil.example"
      })
  void shouldRefusePagesOfOtherOrigins(String origin) throws IOException {
    String header = "Origin: " + origin.replace("PORT", Integer.toString(port()));

    for (String path : List.of("/api/board", "/events", "/", "/enter", "/?token=" + token())) {
      RawClient.Answer answer = client.get(path, cookie, header);

      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control");
      assertThat(answer.cookie()).isEmpty();
    }
  }

  @Test
  void shouldAnswerItsOwnOrigin() throws IOException {
    assertThat(client.get("/api/board", cookie, "Origin: http://" + client.host()).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x/../api/board",
        "/../../../../etc/passwd",
        "/api/..;/board",
        "//api/board",
        "//evil.example/api/board",
        "/api//board",
        "/%2e%2e/api/board",
        "/api%2fboard",
        "/api/board%00",
        "/api/board?job=%31",
        "http://evil.example/api/board",
        "http://127.0.0.1/api/board",
        "*",
        "evil",
        "/\\evil.example",
        "/page.css/..%5c"
      })
  void shouldRefusePathTricks(String target) throws IOException {
    RawClient.Answer answer =
        client.send("GET " + target + " HTTP/1.1", "Host: " + client.host(), cookie);

    assertThat(answer.status()).isIn(0, 400, 404);
    assertThat(answer.body()).doesNotContain("secret-job", "root:");
  }

  @Test
  void shouldCheckTheHostBeforeThePath() throws IOException {
    RawClient.Answer answer =
        client.send("GET /x/../api/board HTTP/1.1", "Host: evil.example", cookie);

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void shouldHaveNothingForRequestsWithoutTheSecret() throws IOException {
    for (String path :
        List.of("/", "/main.js", "/api/board", "/events", "/metrics", "/nothing", "/page.css")) {
      RawClient.Answer answer = client.get(path);

      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("secret-job");
    }
  }

  @Test
  void shouldHaveASecretThatCannotBeGuessed() throws IOException {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      secrets.add(Session.of(1).token());
    }
    assertThat(secrets).hasSize(200).allMatch(token -> token.matches("[0-9a-f]{32}"));

    String token = token();
    List<String> guesses =
        List.of(
            "0",
            token.substring(1),
            token + "0",
            token.toUpperCase(java.util.Locale.ROOT) + "A",
            "0".repeat(32),
            token.substring(0, 31) + (token.endsWith("0") ? "1" : "0"));
    for (String guess : guesses) {
      RawClient.Answer answer = client.get("/?token=" + guess);
      assertThat(answer.status()).as(guess).isEqualTo(403);
      assertThat(answer.cookie()).isEmpty();
      assertThat(client.get("/api/board", "Cookie: headway-" + port() + "=" + guess).status())
          .isEqualTo(401);
      assertThat(client.get("/metrics", "Authorization: Bearer " + guess).status()).isEqualTo(401);
    }
  }

  @Test
  void shouldExchangeTheTokenForACookieThatScriptsAndOtherSitesDoNotGet() throws IOException {
    RawClient.Answer answer = client.get("/?token=" + token());

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/enter");
    assertThat(answer.header("Set-Cookie"))
        .matches("headway-" + port() + "=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Strict")
        .doesNotContain(token());
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(client.get("/", "Cookie: " + answer.cookie()).body()).doesNotContain(token());
  }

  /** A browser that comes from another site sends the cookie with none of a chain of redirects. */
  @Test
  void shouldLeadABrowserThatSendsNoCookieToAStepOfItsOwnSite() throws IOException {
    String entrance = client.get("/?token=" + token()).header("Location");

    RawClient.Answer answer = client.get(entrance);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<meta http-equiv=\"refresh\" content=\"0; url=/\">", "<a href=\"/\">")
        .doesNotContain(token(), "secret", cookie.substring(cookie.indexOf('=') + 1));
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(client.get("/").status()).as("without the cookie").isEqualTo(401);
    assertThat(client.get(entrance, cookie).header("Location")).isEqualTo("/");
  }

  @Test
  void shouldNotTakeTheTokenForTheCookie() throws IOException {
    assertThat(client.get("/api/board", "Cookie: headway-" + port() + "=" + token()).status())
        .isEqualTo(401);
    assertThat(client.get("/api/board?token=" + token()).status()).isEqualTo(401);
  }

  @Test
  void shouldAnswerGetAndNothingElse() throws IOException {
    for (String method : List.of("POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE")) {
      RawClient.Answer answer =
          client.send(method + " /api/board HTTP/1.1", "Host: " + client.host(), cookie);

      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET");
    }
  }

  @Test
  void shouldSendTheHeadersThatKeepAPageApartWithEachAnswer() throws IOException {
    for (RawClient.Answer answer :
        List.of(
            client.get("/", cookie),
            client.get("/api/board", cookie),
            client.get("/nothing", cookie),
            client.get("/enter"),
            client.get("/api/board"),
            client.send("GET / HTTP/1.1", "Host: evil.example"))) {
      assertThat(answer.header("Content-Security-Policy"))
          .isEqualTo(
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                  + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control");
    }
  }

  @Test
  void shouldSendHostileNamesAsTextOfJson() throws IOException {
    String name = "</script><img src=x onerror=alert(1)>\u001b[2J\u202e\"'";
    board.accept("a", Lines.snapshot("started", 2, name, 0, 80, 0, 0));
    board.accept("a", Lines.failed(2, name, 0, 7, name, 0, name + "\n" + name));

    RawClient.Answer answer = client.get("/api/list?job=2&list=failures", cookie);

    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.body()).contains("^[[2J").doesNotContain("\u001b", "\u202e");
    RawClient.Answer metrics = client.get("/metrics", cookie);
    assertThat(metrics.body()).doesNotContain("\u001b").contains("\\\"'");
  }

  @Test
  void shouldAnswerThoughOthersSendTheirRequestsSlowly() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 32; i++) {
        Socket socket = client.connect();
        socket.getOutputStream().write("GET / HTT".getBytes());
        socket.getOutputStream().flush();
        slow.add(socket);
      }
      assertThat(client.get("/api/board", cookie).status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void shouldTakeParametersOfAllKindsWithoutAFault() throws IOException {
    for (String query :
        List.of(
            "job=1&from=9223372036854775807&to=-1&px=999999999",
            "job=1&from=-5&to=0&px=0",
            "job=1&from=a&to=b&px=c",
            "job=99999999999999999999",
            "&&==&job",
            "job=1&from=0&to=2305843009213693951&px=2000")) {
      assertThat(client.get("/api/workers?" + query, cookie).status()).as(query).isIn(200, 404);
    }
    assertThat(client.get("/api/list?job=1&list=failures&page=2147483647", cookie).status())
        .isEqualTo(200);
  }
}
