package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.time.HelperThreads;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Serves the page and its data to browsers. Each request goes through the guard first, then needs
 * the secret, and only then is looked at. The way in alone needs none. Nothing can be changed
 * through it.
 */
public final class WebServer implements Closeable {
  /**
   * The JDK's server sends the headers of an answer alone. Without this setting its body waits some
   * 40 ms, until the browser has acknowledged them.
   */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private static final long WATCH_MILLIS = 1_000;

  private final HttpServer server;
  private final RequestThreads threads;
  private final Guard guard;
  private final Session session;
  private final Entrance entrance;
  private final Streams streams;
  private final Routes routes;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  private WebServer(
      HttpServer server, RequestThreads threads, Assets assets, Board board, LongSupplier time) {
    this.server = server;
    this.threads = threads;
    this.guard = new Guard(server.getAddress());
    this.session = Session.of(server.getAddress().getPort());
    this.entrance = new Entrance(session);
    this.streams = new Streams(board, time);
    this.routes = new Routes(board, assets, streams);
  }

  /**
   * Begins to serve. Its threads do not keep the JVM alive.
   *
   * @param address where to listen; port 0 for any that is free
   * @param board what is shown
   * @throws IOException if it cannot listen there
   */
  public static WebServer start(InetSocketAddress address, Board board) throws IOException {
    return start(address, board, System::nanoTime);
  }

  static WebServer start(InetSocketAddress address, Board board, LongSupplier time)
      throws IOException {
    Assets assets = Assets.read();
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true"); // It is read when the first server is made.
    }
    HttpServer http = HttpServer.create(address, 64);
    RequestThreads threads = new RequestThreads(time);
    WebServer server = new WebServer(http, threads, assets, board, time);
    http.createContext("/", server::handle);
    http.setExecutor(threads);
    startAsDaemon(http);
    HelperThreads.daemon("headway-dashboard-watch", server::watch).start();
    return server;
  }

  /** Lets go of clients that neither read nor write: of the JDK's server they could stay. */
  private void watch() {
    try {
      while (!ended.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        threads.endOverdue();
        streams.endStuck();
      }
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server's own thread is a daemon if the one that starts it is. */
  private static void startAsDaemon(HttpServer http) {
    Thread starter = HelperThreads.daemon("headway-dashboard-start", http::start);
    starter.start();
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Reply.addHeaders(exchange.getResponseHeaders());
    Refusal refusal =
        guard.check(
            exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders());
    if (refusal != null) {
      Reply.refuse(exchange, refusal);
      return;
    }
    Query query = new Query(exchange.getRequestURI().getRawQuery());
    String path = exchange.getRequestURI().getRawPath();
    if (path.equals("/") && !query.text("token").isEmpty()) {
      entrance.enter(exchange, query.text("token"));
    } else if (path.equals(Entrance.PATH)) {
      entrance.goOn(exchange);
    } else if (!session.isOpenTo(exchange.getRequestHeaders())) {
      Reply.refuse(
          exchange, new Refusal(401, "Open the link that the dashboard printed when it started."));
    } else {
      routes.answer(exchange, path, query);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** The link that opens the page; it has the token. */
  public String link() {
    String host = Guard.inUrl(address().getAddress().getHostAddress());
    return "http://" + host + ":" + address().getPort() + "/?token=" + session.token();
  }

  /** How many streams are open. */
  int streams() {
    return streams.count();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    ended.countDown();
    streams.close();
    server.stop(0);
    threads.close();
  }
}
