package dev.headway.cli.attach;

import dev.headway.internal.system.LiveProcess;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Ticker;
import dev.headway.progress.View;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows the progress of another program by a view, until its jobs end or the user leaves. */
public final class Attachment {

  /** How it ended. */
  public enum End {
    /** No job goes on any more. */
    DONE,
    /** The program ended while a job went on. */
    KILLED,
    /** The program goes on with its job, and has closed its feed. */
    CLOSED,
    /** The user has left. */
    LEFT
  }

  private static final long SECOND = 1_000_000_000L;

  /** A frame for each, as of a bar in its own program. */
  private static final long FRAME_MILLIS = 100;

  /** How long the next job is waited for, after the last one. */
  private static final long NEXT_JOB_NANOS = 2 * SECOND;

  /** A program that is not stopped says at once who it is. */
  private static final long HELLO_NANOS = 5 * SECOND;

  /** So long a process may take to vanish after the end of its feed. */
  private static final long VANISH_NANOS = SECOND;

  private final Program program;
  private final View view;
  private final Consumer<String> lines;
  private final Consumer<String> remarks;
  private final Ticker ticker;
  private final RemoteProgress progress;
  private volatile boolean leaving;

  /**
   * Connects to nothing yet.
   *
   * @param program whose progress
   * @param view what shows it
   * @param lines takes each line of the feed as it is
   * @param remarks takes what is to be said beside the view
   * @param ticker the clock of the view
   */
  public Attachment(
      Program program, View view, Consumer<String> lines, Consumer<String> remarks, Ticker ticker) {
    this.program = program;
    this.view = view;
    this.lines = lines;
    this.remarks = remarks;
    this.ticker = ticker;
    this.progress = new RemoteProgress(view);
  }

  /** Ends {@link #run} soon. By any thread. */
  public void leave() {
    leaving = true;
  }

  /**
   * Shows until there is nothing more to show.
   *
   * @return how it ended
   * @throws IOException if the program does not answer, or takes no more clients
   */
  public End run() throws IOException {
    try (FeedConnection connection = FeedConnection.open(program.socket())) {
      return follow(connection);
    } finally {
      view.idle(ticker.nanoTime(), true);
    }
  }

  private End follow(FeedConnection connection) throws IOException {
    long begun = ticker.nanoTime();
    boolean told = false;
    Long lastJob = null;
    while (true) {
      boolean open = connection.poll(FRAME_MILLIS, this::take);
      long now = ticker.nanoTime();
      if (!progress.refusal().isEmpty()) {
        throw new IOException("Process " + program.pid() + " says: " + progress.refusal());
      }
      if (leaving) {
        view.show(new Snapshot(now, List.of())); // Which takes the bar away, and leaves no line.
        return End.LEFT;
      }
      if (!open) {
        return end(now);
      }
      if (!progress.isGreeted() && now - begun >= HELLO_NANOS) {
        throw new IOException(program.silence());
      }
      Snapshot snapshot = progress.snapshot(now);
      if (snapshot.rows().isEmpty()) {
        view.idle(now, false);
      } else {
        view.show(snapshot);
      }
      if (progress.isLive() || !snapshot.rows().isEmpty()) {
        lastJob = now;
      } else if (lastJob != null && now - lastJob >= NEXT_JOB_NANOS) {
        return End.DONE;
      } else if (lastJob == null && !told && progress.isIntroduced()) {
        told = true;
        remarks.accept("No job goes on in process " + program.pid() + "; waiting for the next.");
      }
    }
  }

  private void take(String line) throws IOException {
    lines.accept(line);
    progress.take(FeedObject.parse(line), ticker.nanoTime());
  }

  /** The feed has ended. If a job went on, it tells what became of it. */
  private End end(long now) {
    boolean unfinished = progress.isLive();
    boolean runs = unfinished && stillRuns();
    if (runs) {
      view.show(new Snapshot(now, List.of()));
      return End.CLOSED;
    }
    progress.stopAll();
    Snapshot last = progress.snapshot(now);
    if (!last.rows().isEmpty()) {
      view.show(last);
    }
    return unfinished || !progress.isGreeted() ? End.KILLED : End.DONE;
  }

  /** Whether the process is there, also after the moment that a process takes to vanish. */
  private boolean stillRuns() {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < VANISH_NANOS) {
      if (!isThere()) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(FRAME_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return isThere();
  }

  private boolean isThere() {
    return LiveProcess.of(program.pid()).isPresent();
  }
}
