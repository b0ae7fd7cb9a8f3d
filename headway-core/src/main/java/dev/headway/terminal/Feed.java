package dev.headway.terminal;

import dev.headway.internal.terminal.feed.ProcessFeed;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Serves the progress of this process to other programs of the same user: {@code headway attach}
 * shows it in a second terminal, and {@code headway ps} lists it. No port is opened. The feed is a
 * Unix-domain socket in a folder that only this user may enter. Its lines are described in {@code
 * docs/feed.md}.
 *
 * <pre>{@code
 * try (Feed feed = Feed.open()) {
 *   pool.map(files, Hash::sha256).toList();
 * }
 * }</pre>
 *
 * <p>The environment variable {@code HEADWAY_FEED=on}, or the system property {@code headway.feed},
 * opens it without a change of the program, with the first progress. Then {@code open} returns that
 * feed, and {@code close} leaves it open.
 *
 * <p>A feed has the progresses of the display of this process, whatever is shown of them. Failures
 * in jobs that began before the feed are counted, and not told one by one. While no client is
 * connected, a feed costs a thread that waits in the kernel, and nothing is encoded. A client that
 * does not read holds up nothing. The socket is removed at the end of the process.
 *
 * <p>Safe for use by several threads.
 */
public final class Feed implements AutoCloseable {
  private final ProcessFeed ofProcess;
  private final Path socket;
  private boolean closed; // Guarded by this.

  private Feed(ProcessFeed ofProcess, Path socket) {
    this.ofProcess = ofProcess;
    this.socket = socket;
  }

  /**
   * Opens the feed of this process. There is one: if it is open, it is shared, and ends when all
   * have closed it.
   *
   * @return the feed, to be closed
   * @throws IOException if the socket cannot be opened, as where its folder belongs to another user
   *     or its path is too long. Neither can it be where the system knows no owners of files, nor
   *     in a worker process
   */
  public static Feed open() throws IOException {
    ProcessFeed ofProcess = ProcessFeed.get();
    return new Feed(ofProcess, ofProcess.hold());
  }

  /**
   * The socket that clients connect to.
   *
   * @return its path
   */
  public Path socket() {
    return socket;
  }

  /**
   * Ends the feed, if no other holds it. Clients have a second to read their last lines. A second
   * call does nothing.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      ofProcess.release();
    }
  }
}
