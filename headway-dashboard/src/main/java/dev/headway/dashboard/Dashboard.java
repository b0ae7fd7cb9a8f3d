package dev.headway.dashboard;

import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.dashboard.source.Sources;
import dev.headway.internal.dashboard.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Shows all jobs of this user on a page in a browser: those of all running programs that serve a
 * feed, or those of files of JSON lines. A job does not notice: what it takes is spent here.
 *
 * <pre>{@code
 * try (Dashboard dashboard = Dashboard.open()) {
 *   System.err.println(dashboard.link());
 *   pool.map(inputs, Demo::slowAddOne).toList();
 * }
 * }</pre>
 *
 * <p>The page needs the link, which has a secret token. It only shows: nothing can be changed or
 * stopped through it. {@link #close} ends it; until then its threads run, and none of them keeps
 * the JVM alive. It needs some 30 MB at most. Safe for use by several threads.
 */
public final class Dashboard implements AutoCloseable {
  private final Sources sources;
  private final WebServer server;

  private Dashboard(Sources sources, WebServer server) {
    this.sources = sources;
    this.server = server;
  }

  /**
   * Opens one for all running programs of this user, on a free port of the loopback address
   * 127.0.0.1.
   *
   * @return the dashboard, which is to be closed
   * @throws IOException if there is no free port
   */
  public static Dashboard open() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return open(new InetSocketAddress(loopback, 0), List.of());
  }

  /**
   * Opens one at an address.
   *
   * @param address one address of this machine; port 0 for any that is free. If it is not a
   *     loopback address, all who can reach it and read the network see what is shown
   * @param files of JSON lines, as {@code HEADWAY_PROGRESS=json:FILE} writes them; they may still
   *     grow. If there are none, all running programs of this user are shown
   * @return the dashboard, which is to be closed
   * @throws IOException if it cannot listen there, or if a file cannot be read
   * @throws IllegalArgumentException if the address stands for all of this machine
   */
  public static Dashboard open(InetSocketAddress address, List<Path> files) throws IOException {
    return open(address, files, System.getenv());
  }

  static Dashboard open(
      InetSocketAddress address, List<Path> files, Map<String, String> environment)
      throws IOException {
    if (address.getAddress() == null || address.getAddress().isAnyLocalAddress()) {
      throw new IllegalArgumentException(
          "A dashboard listens at one address, and not at "
              + address.getHostString()
              + ". Give one address of this machine.");
    }
    Board board = new Board();
    WebServer server = WebServer.start(address, board);
    try {
      return new Dashboard(Sources.start(board, files, files.isEmpty(), environment), server);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /**
   * The link to open in a browser. Who has it can see all that is shown.
   *
   * @return the address of the page, with the token
   */
  public URI link() {
    return URI.create(server.link());
  }

  /** Ends the server, and closes all pages and connections. */
  @Override
  public void close() {
    server.close();
    sources.close();
  }
}
