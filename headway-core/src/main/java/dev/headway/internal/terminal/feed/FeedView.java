package dev.headway.internal.terminal.feed;

import dev.headway.internal.terminal.json.JsonFailures;
import dev.headway.internal.terminal.json.JsonLines;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import dev.headway.internal.time.ProgramTime;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves what it is shown to the clients of a socket. While there is none, a snapshot costs it a
 * few references. {@link #show} is called by one thread at a time; all else by any.
 */
public final class FeedView implements View {
  private final FeedContents contents = new FeedContents(new JsonLines(InstantSource.system()));
  private @Nullable Thread hook; // Guarded by this.
  private volatile @Nullable FeedServer server;
  private volatile @Nullable Path path;

  /**
   * Opens the socket, unless it is open. One that failed is opened anew.
   *
   * @param environment the variables of this process
   * @return the socket
   * @throws IOException if it cannot be opened; the message says why, and what to do
   */
  public synchronized Path start(Map<String, String> environment) throws IOException {
    FeedServer former = server;
    if (former != null && former.hasFailed()) {
      closeServer();
      path = null;
    }
    Path open = path;
    if (open != null) {
      return open;
    }
    FeedFolder folder = FeedFolder.all(environment).get(0);
    return start(folder);
  }

  synchronized Path start(FeedFolder folder) throws IOException {
    folder.create();
    folder.sockets(); // What killed processes have left is removed.
    FeedSocket socket = folder.socket(ProcessHandle.current().pid());
    try {
      socket.removeFormer();
      server = FeedServer.open(socket, contents, ProgramTime::machineTime);
    } catch (IOException | UnsupportedOperationException e) {
      throw new IOException(
          "The socket of the feed, "
              + ControlEscapes.of(socket.path().toString())
              + ", cannot be opened: "
              + FileErrors.of(e)
              + ".",
          e);
    }
    path = socket.path();
    if (hook == null) {
      hookUp();
    }
    return socket.path();
  }

  private void hookUp() {
    Thread atExit = new Thread(this::closeServer, "headway-feed-end");
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
      hook = atExit;
    } catch (IllegalStateException e) {
      closeServer(); // The process is ending already, and nothing would remove the socket.
    }
  }

  /** Serves the last lines, and removes the socket. */
  public synchronized void stop() {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
        hook = null;
      }
    } catch (IllegalStateException e) {
      return; // The process is ending, and the hook does it.
    }
    closeServer();
    path = null;
  }

  /** Without the lock, which the thread that the process ends by may hold. */
  private void closeServer() {
    FeedServer open = server;
    if (open != null) {
      open.close();
      server = null;
    }
  }

  boolean hasClients() {
    FeedServer open = server;
    return open != null && open.hasClients();
  }

  @Override
  public void show(Snapshot snapshot) {
    contents.show(snapshot, this::hasClients);
    FeedServer open = server;
    if (open != null) {
      open.wake();
    }
  }

  /**
   * Takes what another process printed. Without a client it is dropped.
   *
   * @param error whether it goes to standard error
   * @param text whole lines, or a part of one
   * @param length how many bytes of the text are meant
   */
  void printed(boolean error, byte[] text, int length, Charset charset) {
    contents.printed().add(error, text, length, charset);
    FeedServer open = server;
    if (open != null && open.hasClients() && contents.isAtRest()) {
      open.wake(); // There is no job, so no snapshot does it.
    }
  }

  @Override
  public ProgressListener failureListener(long id) {
    JsonFailures failures = contents.failures(id);
    return event -> {
      if (hasClients()) {
        failures.on(event);
      }
    };
  }
}
