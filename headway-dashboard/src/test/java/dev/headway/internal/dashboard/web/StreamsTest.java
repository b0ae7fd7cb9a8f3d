package dev.headway.internal.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import dev.headway.internal.dashboard.model.Board;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams of pages: how many there may be, and what slow ones cost the others. */
class StreamsTest {
  private final Board board = new Board();
  private final AtomicLong time = new AtomicLong();
  private final List<Socket> sockets = new ArrayList<>();
  private WebServer server;
  private RawClient client;
  private String cookie;

  @BeforeEach
  void open() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = WebServer.start(new InetSocketAddress(loopback, 0), board, time::get);
    client = new RawClient(server.address().getPort());
    String token = server.link().substring(server.link().indexOf("/?"));
    cookie = "Cookie: " + client.get(token).cookie();
    board.accept("a", Lines.snapshot("started", 1, "thumbnails", 0, 80, 0, 0));
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private BufferedReader stream() throws IOException {
    Socket socket = client.open("/events?job=1", cookie);
    sockets.add(socket);
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String await(BufferedReader stream, String text) throws IOException {
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("It ended before " + text);
  }

  @Test
  void shouldSendTheStateAtOnceAndEachNewOne() throws IOException {
    BufferedReader stream = stream();
    assertThat(await(stream, "data: ")).contains("\"succeeded\":0,");

    board.accept("a", Lines.snapshot("progress", 1, "thumbnails", 9_000, 80, 17, 2));

    assertThat(await(stream, "\"succeeded\":17")).contains("\"amount\":\"19/80\"");
  }

  @Test
  void shouldRefuseTheSeventeenthOfThirtyTwo() throws IOException {
    for (int i = 0; i < Streams.MAX_STREAMS; i++) {
      await(stream(), "data: ");
    }
    for (int i = Streams.MAX_STREAMS; i < 32; i++) {
      assertThat(client.get("/events", cookie).status()).isEqualTo(503);
    }
    assertThat(client.get("/api/board", cookie).status()).isEqualTo(200);
    assertThat(server.streams()).isEqualTo(Streams.MAX_STREAMS);
  }

  @Test
  void shouldHaveAPlaceAgainWhenAPageIsGone() throws IOException {
    for (int i = 0; i < Streams.MAX_STREAMS; i++) {
      await(stream(), "data: ");
    }
    sockets.get(0).close();

    long number = 0;
    while (server.streams() == Streams.MAX_STREAMS) {
      // That it is gone shows when something is written.
      board.accept("a", Lines.snapshot("progress", 1, "thumbnails", ++number, 80, 1, 0));
      Thread.onSpinWait();
    }

    assertThat(await(stream(), "data: ")).contains("thumbnails");
  }

  @Test
  void shouldNotHoldUpOthersForAPageThatDoesNotRead() throws Exception {
    try (Streams streams = new Streams(board, time::get);
        PipedInputStream pipe = new PipedInputStream(1 << 16);
        BufferedReader eager = new BufferedReader(new InputStreamReader(pipe))) {
      StuckExchange lazy = new StuckExchange();
      streams.begin(lazy, this::state);
      lazy.awaitWrite();
      streams.begin(new FakeExchange(new PipedOutputStream(pipe)), this::state);
      await(eager, "data: ");

      for (int i = 1; i <= 5; i++) {
        board.accept("a", Lines.snapshot("progress", 1, "thumbnails", i * 1_000, 80, i, 0));
        await(eager, "\"succeeded\":" + i + ",");
      }

      assertThat(streams.count()).as("the lazy one waits still").isEqualTo(2);
      assertThat(client.get("/api/board", cookie).body()).contains("\"succeeded\":5");
    }
  }

  private String state() {
    return BoardJson.of(board, 0, 1);
  }

  @Test
  void shouldSendTheNewestStateAloneToAPageThatIsSlow() throws IOException {
    BufferedReader stream = stream();
    await(stream, "data: ");
    long begun = System.nanoTime();
    for (int i = 1; i <= 10_000; i++) {
      board.accept("a", Lines.snapshot("progress", 1, "thumbnails", i, 20_000, i, 0));
    }

    int events = 0;
    String line;
    do {
      line = await(stream, "data: ");
      events++;
    } while (!line.contains("\"succeeded\":10000,"));

    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(events).as("at two a second").isLessThanOrEqualTo(3 + (int) (2 * seconds));
  }

  @Test
  void shouldGiveThePlaceOfAPageThatIsStuckToAnother() throws Exception {
    try (Streams streams = new Streams(board, time::get)) {
      List<StuckExchange> stuck = new ArrayList<>();
      for (int i = 0; i < Streams.MAX_STREAMS; i++) {
        stuck.add(new StuckExchange());
        assertThat(streams.begin(stuck.get(i), () -> "{}")).isNull();
      }
      for (StuckExchange each : stuck) {
        each.awaitWrite();
      }
      Refusal early = streams.begin(new StuckExchange(), () -> "{}");
      time.addAndGet(Streams.MAX_WRITE_NANOS);

      Refusal late = streams.begin(new StuckExchange(), () -> "{}");

      assertThat(early).isNotNull();
      assertThat(early.status()).isEqualTo(503);
      assertThat(late).isNull();
      assertThat(streams.count()).as("all others were stuck").isEqualTo(1);
    }
  }

  @Test
  void shouldEndAllStreamsWhenItIsClosed() throws IOException {
    BufferedReader stream = stream();
    await(stream, "data: ");

    server.close();

    while (stream.readLine() != null) {
      // What was sent before the end.
    }
  }
}
