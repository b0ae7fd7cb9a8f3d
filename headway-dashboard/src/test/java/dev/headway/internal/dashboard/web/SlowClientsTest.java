package dev.headway.internal.dashboard.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import dev.headway.internal.dashboard.model.Board;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that begin and do not go on: what they hold is let go of after a while. */
class SlowClientsTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

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

  /** Sends a part of a request, and nothing more. */
  private Socket begin(String part) throws IOException {
    Socket socket = client.connect();
    sockets.add(socket);
    socket.getOutputStream().write(part.getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  /** Lets time pass until the server has closed a connection. */
  private void awaitEnd(Socket socket) throws IOException {
    socket.setSoTimeout(20);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException notYet) {
        assertThat(System.nanoTime()).as("it stays open").isLessThan(deadline);
        time.addAndGet(RequestThreads.MAX_NANOS);
      }
    }
  }

  @Test
  void shouldCloseARequestThatDoesNotEnd() throws IOException {
    awaitEnd(begin("GET /api/bo"));
    awaitEnd(begin("GET / HTTP/1.1\r\nHost: "));
  }

  @Test
  void shouldCloseARequestOfWhichTheBodyDoesNotCome() throws IOException {
    awaitEnd(begin("GET / HTTP/1.1\r\nHost: " + client.host() + "\r\nContent-Length: 9\r\n\r\n"));
  }

  @Test
  void shouldAnswerAfterMoreSlowRequestsThanItHasThreads() throws Exception {
    for (int i = 0; i < 2 * RequestThreads.MAX_THREADS; i++) {
      begin("GET / HTT");
    }
    CompletableFuture<RawClient.Answer> answer = new CompletableFuture<>();
    Thread asking = new Thread(() -> ask(answer), "asking");
    asking.start();

    try {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (!isThere(answer)) {
        assertThat(System.nanoTime()).as("it does not answer").isLessThan(deadline);
        time.addAndGet(RequestThreads.MAX_NANOS);
      }
    } finally {
      answer.cancel(true);
      server.close();
      asking.join();
    }
  }

  /** Time passes so fast that it may be over for this request too. */
  private void ask(CompletableFuture<RawClient.Answer> answer) {
    while (!answer.isDone()) {
      try {
        RawClient.Answer one = client.get("/api/board", cookie);
        if (one.status() == 200) {
          answer.complete(one);
        }
      } catch (IOException closed) {
        // Once more.
      }
    }
  }

  private static boolean isThere(CompletableFuture<?> answer) throws Exception {
    try {
      answer.get(20, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  /** As {@code nc -N} does: it has said all that it has to say. */
  @Test
  void shouldAnswerAClientThatHasShutItsOutputDown() throws IOException {
    Socket socket = client.open("/api/board", cookie);
    sockets.add(socket);
    socket.shutdownOutput();

    String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("thumbnails");
  }

  @Test
  void shouldEndARequestThatTakesTooLongAndNoOther() throws Exception {
    try (RequestThreads threads = new RequestThreads(time::get)) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      threads.execute(
          () -> {
            begun.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              interrupted.complete(true);
            }
          });
      begun.await();
      time.addAndGet(RequestThreads.MAX_NANOS - 1);
      threads.endOverdue();
      CountDownLatch later = new CountDownLatch(1);
      CountDownLatch asked = new CountDownLatch(1);
      CompletableFuture<Boolean> undisturbed = new CompletableFuture<>();
      threads.execute(
          () -> {
            later.countDown();
            try {
              asked.await();
              undisturbed.complete(true);
            } catch (InterruptedException e) {
              undisturbed.complete(false);
            }
          });
      later.await();
      assertThat(interrupted).isNotDone();

      time.addAndGet(1);
      threads.endOverdue();

      assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
      asked.countDown();
      assertThat(undisturbed.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldEndTheStreamOfAPageThatDoesNotRead() throws Exception {
    try (Streams streams = new Streams(board, time::get)) {
      StuckExchange stuck = new StuckExchange();
      assertThat(streams.begin(stuck, () -> "{}")).isNull();
      stuck.awaitWrite();
      time.addAndGet(Streams.MAX_WRITE_NANOS - 1);
      streams.endStuck();
      assertThat(streams.count()).isEqualTo(1);

      time.addAndGet(1);
      streams.endStuck();

      assertThat(streams.count()).isZero();
    }
  }
}
