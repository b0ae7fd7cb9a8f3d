package dev.headway;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.display.ProcessDisplay;
import dev.headway.progress.Ticker;
import dev.headway.progress.View;

/**
 * The open progresses and the views that show them. Ten times a second one thread takes one
 * snapshot of all and gives it to every view. The thread runs only while a progress is open.
 *
 * <pre>{@code
 * Display display = Display.of(snapshot -> dashboard.update(snapshot));
 * try (Progress upload = display.begin("upload", 10)) { ... }
 * }</pre>
 *
 * <p>What is begun by the thread that runs a task, of a job on this display, has no row of its own.
 * It is shown with that task, and no longer than that. In a worker process all that is begun while
 * a task runs is shown with that task, by the process that the worker belongs to.
 *
 * <p>Safe for use by several threads. A progress never waits for a view, except for its last frame,
 * and for that no longer than a second.
 */
public final class Display {
  /** Made when it is first needed. */
  private static final class Standard {
    static final Display DISPLAY = new Display(ProcessDisplay.get());
  }

  private final LiveDisplay live;

  private Display(LiveDisplay live) {
    this.live = live;
  }

  /**
   * The display of this process, which suits where it runs: a bar on a terminal, plain lines
   * elsewhere.
   *
   * <p>Pools and progresses ask for it when they are made. If that makes a bar on a terminal
   * likely, {@code System.out} and {@code System.err} are replaced, so that what is printed later
   * stands above each bar. Where a logger takes hold of these streams before, call this first:
   *
   * <pre>{@code
   * Display.standard(); // As the first line of main: before the first logger.
   * }</pre>
   *
   * @return always the same, because a process has one terminal
   */
  public static Display standard() {
    return Standard.DISPLAY;
  }

  /**
   * A display of its own for other views.
   *
   * @param views what shows the snapshots; none at all makes a display that costs nothing
   * @return a new display
   */
  public static Display of(View... views) {
    return new Display(LiveDisplay.of(views));
  }

  /**
   * A display without a thread: {@link #tick()} takes each snapshot. For tests, and for programs
   * with a loop of their own.
   *
   * @param ticker where the time comes from
   * @param views what shows the snapshots
   * @return a new display
   */
  public static Display manual(Ticker ticker, View... views) {
    return new Display(LiveDisplay.manual(ticker, views));
  }

  /** What does the work. */
  LiveDisplay live() {
    return live;
  }

  /**
   * The clock that all times of this display are read from.
   *
   * @return the ticker
   */
  public Ticker ticker() {
    return live.ticker();
  }

  /**
   * Begins a progress of unknown total that is advanced by hand.
   *
   * @param label what is being done; may be empty
   * @return the progress, to be closed
   */
  public Progress begin(String label) {
    return Progress.begin(live, label, null);
  }

  /**
   * Begins a progress that is advanced by hand.
   *
   * @param label what is being done; may be empty
   * @param total how many there are in all, at least 0
   * @return the progress, to be closed
   * @throws IllegalArgumentException if {@code total} is negative
   */
  public Progress begin(String label, long total) {
    return Progress.begin(live, label, (Long) total);
  }

  /**
   * Shows all progresses by one more view, from the next snapshot on.
   *
   * @param view what shows the snapshots too
   * @throws IllegalStateException if this display was made without a view, and so shows nothing
   */
  public void add(View view) {
    live.add(view);
  }

  /**
   * Shows nothing by a view any more; a snapshot that is being shown is not waited for.
   *
   * @param view one that was added; if it was not, nothing happens
   */
  public void remove(View view) {
    live.remove(view);
  }

  /** Takes one snapshot and gives it to every view. */
  public void tick() {
    live.tick();
  }
}
