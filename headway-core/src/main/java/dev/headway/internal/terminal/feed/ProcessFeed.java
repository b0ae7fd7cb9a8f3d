package dev.headway.internal.terminal.feed;

import dev.headway.internal.display.ProcessDisplay;
import dev.headway.internal.terminal.settings.OnOffVariables;
import dev.headway.internal.terminal.settings.Variables;
import dev.headway.internal.text.UserText;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The only feed of a process: if a variable asks for it, from the first progress to the end, else
 * as long as callers hold it.
 */
public final class ProcessFeed {
  public static final String VARIABLE = "HEADWAY_FEED";

  /** Made when it is first needed. */
  private static final class Only {
    static final ProcessFeed FEED = new ProcessFeed(Variables.ofProcess());
  }

  private final Map<String, String> variables;
  private final boolean worker = System.getProperty("headway.worker") != null;
  private final boolean always;

  /** Made when it is needed: most programs have no feed. */
  private volatile @Nullable FeedView view;

  private int holders; // Guarded by this.

  private ProcessFeed(Map<String, String> variables) {
    this.variables = variables;
    this.always = !worker && Boolean.TRUE.equals(OnOffVariables.of(variables, VARIABLE));
  }

  public static ProcessFeed get() {
    return Only.FEED;
  }

  /** Returns the view of the display of this process; null if no variable asks for a feed. */
  public @Nullable View viewOfVariable() {
    return always ? new Lazy() : null;
  }

  /**
   * Tells clients what another process printed, which this one has passed on.
   *
   * @param error whether it went to standard error
   * @param text whole lines, or a part of one
   * @param length how many bytes of the text are meant
   */
  public void printed(boolean error, byte[] text, int length, Charset charset) {
    FeedView shared = view;
    if (shared != null) {
      shared.printed(error, text, length, charset);
    }
  }

  /** Opens the socket if it is not open, until the caller lets go of it. */
  public synchronized Path hold() throws IOException {
    if (worker) {
      throw new IOException(
          "A worker process has no feed. Its progress is in the feed of the program that started"
              + " it.");
    }
    FeedView shared = view();
    Path socket = shared.start(variables);
    if (holders++ == 0 && !always) {
      ProcessDisplay.get().add(shared);
    }
    return socket;
  }

  /** Lets go of the feed. */
  public synchronized void release() {
    if (--holders == 0 && !always) {
      FeedView shared = view();
      ProcessDisplay.get().remove(shared);
      shared.stop();
      view = null;
    }
  }

  private synchronized FeedView view() {
    FeedView made = view;
    if (made == null) {
      made = new FeedView();
      view = made;
    }
    return made;
  }

  /** Opens the socket at the first snapshot, by the thread that shows it. */
  private final class Lazy implements View {
    private final FeedView all = view();
    private boolean tried;

    @Override
    public void show(Snapshot snapshot) {
      if (!tried) {
        tried = true;
        try {
          all.start(variables);
        } catch (IOException e) {
          System.err.println(
              "headway: "
                  + Variables.name(variables, VARIABLE)
                  + " is on. "
                  + UserText.message(e)
                  + " Going on without.");
        }
      }
      all.show(snapshot);
    }

    @Override
    public ProgressListener failureListener(long id) {
      return all.failureListener(id);
    }
  }
}
