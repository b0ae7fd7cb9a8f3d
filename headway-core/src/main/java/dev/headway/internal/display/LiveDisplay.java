package dev.headway.internal.display;

import dev.headway.internal.loop.ThreadLoops;
import dev.headway.internal.progress.NestedRows;
import dev.headway.internal.progress.ProgressForwarder;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.progress.TaskBinding;
import dev.headway.internal.text.UserText;
import dev.headway.internal.time.HelperThreads;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.Ticker;
import dev.headway.progress.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The open progresses and the views that show them. Ten times a second one thread takes one
 * snapshot of all and gives it to every view; the thread runs only while a progress is open.
 *
 * <p>Safe for use by several threads. A progress never waits for a view, except for its last frame,
 * and for that no longer than a second.
 */
public final class LiveDisplay {
  /** The time that a worker process waits for the next task with a progress: five seconds. */
  private static final int LINGER_TICKS = 50;

  private static final String FAILED = "A progress view failed and is shown no more: ";

  private final Ticker ticker;
  private final List<View> views;
  private final boolean madeWithView; // Though it may have lost it since.
  private final @Nullable ProgressForwarder forwarder;
  private final @Nullable RefreshLoop refreshLoop;

  private final OpenEntries open = new OpenEntries();

  /** Whether a view has held something back at its last call. */
  private volatile boolean heldBack;

  /** Whether the process ends. */
  private volatile boolean ending;

  LiveDisplay(
      Ticker ticker, List<View> views, boolean driven, @Nullable ProgressForwarder forwarder) {
    this.ticker = ticker;
    this.views = new CopyOnWriteArrayList<>(views);
    this.madeWithView = !views.isEmpty();
    this.forwarder = forwarder;
    int patience = forwarder == null ? 0 : LINGER_TICKS;
    this.refreshLoop =
        driven && madeWithView
            ? new RefreshLoop(this::tick, this::isIdle, this::stopAll, patience)
            : null;
  }

  /** A display with a thread of its own; without a view it costs nothing. */
  public static LiveDisplay of(View... views) {
    return new LiveDisplay(Ticker.system(), List.of(views), true, null);
  }

  /** A display without a thread: {@link #tick()} takes each snapshot. */
  public static LiveDisplay manual(Ticker ticker, View... views) {
    return new LiveDisplay(ticker, List.of(views), false, null);
  }

  /** Returns the clock that all times of this display are read from. */
  public Ticker ticker() {
    return ticker;
  }

  /**
   * Shows all progresses by one more view, from the next snapshot on.
   *
   * @param view what shows the snapshots too
   * @throws IllegalStateException if this display was made without a view, and so shows nothing
   */
  public void add(View view) {
    if (!madeWithView) {
      throw new IllegalStateException("This display was made without a view and shows nothing.");
    }
    views.add(view);
  }

  /**
   * Shows nothing by a view any more; a snapshot that is being shown is not waited for.
   *
   * @param view one that was added; if it was not, nothing happens
   */
  public void remove(View view) {
    views.removeIf(one -> one == view);
  }

  /**
   * Begins to show a tracker. Cheap; the first call starts the thread.
   *
   * @param tracker the numbers to show
   */
  public void open(ProgressTracker tracker) {
    open(tracker, 0, null, null);
  }

  /**
   * Begins to show a tracker, in the same task as another that it is nested in, if there is one;
   * else below the loop that this thread is in.
   */
  void open(
      ProgressTracker tracker,
      int depthInOuter,
      @Nullable Object owner,
      @Nullable ProgressTracker outer) {
    int depth = outer == null ? ThreadLoops.ofThread().depthOn(this) : depthInOuter;
    TaskBinding.OfTask origin = TaskBinding.OfTask.ofThread();
    TaskBinding outerScope = outer == null ? null : outer.place().taskBinding();
    TaskBinding taskBinding = outerScope != null ? outerScope : scope(origin);
    tracker.place().set(this, origin, taskBinding);
    open.add(new DisplayEntry(tracker, taskBinding, owner), depth, ticker.nanoTime());
    if (refreshLoop != null) {
      refreshLoop.start();
    } else if (!madeWithView && forwarder == null) {
      open.sweep(ticker.nanoTime());
    }
  }

  private @Nullable TaskBinding scope(TaskBinding.@Nullable OfTask origin) {
    TaskBinding.OfTask task = origin == null ? null : origin.on(this);
    return task != null || forwarder == null
        ? task
        : new TaskBinding.OfProcess(forwarder, forwarder.task());
  }

  /**
   * Shows the last numbers of a tracker, and then no more. Returns when every view has them, or
   * after a second if a view does not take them; at once if it is shown with a task, which goes on.
   * The first call decides how it ended.
   *
   * @param tracker a tracker that was opened here
   * @param finished true if it came to its end, false if it was given up
   */
  public void close(ProgressTracker tracker, boolean finished) {
    Row.State state = finished ? Row.State.FINISHED : Row.State.STOPPED;
    tracker.ended(state, ticker.nanoTime());
    if (open.vanishes(tracker)) {
      return;
    }
    if (refreshLoop != null) {
      if (!refreshLoop.awaitLastFrame(() -> !open.contains(tracker))) {
        open.forget(tracker, ticker.nanoTime());
      }
    } else if (!madeWithView && forwarder == null) {
      open.forget(tracker, ticker.nanoTime());
    } else if (open.contains(tracker)) {
      tick(); // If another thread shows it already, this waits for that.
    }
  }

  /**
   * Returns the listeners of the views for the failures in a job.
   *
   * @param tracker the tracker of the job, which was opened here
   * @return see {@link View#failureListener}; mostly empty
   */
  public List<ProgressListener> failureListener(ProgressTracker tracker) {
    List<ProgressListener> all = new ArrayList<>();
    for (View view : views) {
      callView(
          view,
          () -> {
            ProgressListener listener = view.failureListener(tracker.id());
            return listener != null && all.add(event -> notify(view, listener, event));
          });
    }
    return all;
  }

  private void notify(View view, ProgressListener listener, ProgressEvent event) {
    if (views.stream().anyMatch(one -> one == view)) {
      callView(
          view,
          () -> {
            listener.on(event);
            return true;
          });
    }
  }

  /** Takes one snapshot and gives it to every view. */
  public synchronized void tick() {
    long now = ticker.nanoTime();
    long task = forwarder == null ? 0 : forwarder.task();
    List<DisplayEntry> entries = open.show();
    if (entries.isEmpty()) {
      rest(now);
      return;
    }
    Set<DisplayEntry> ended = new HashSet<>();
    Map<Long, Summary> summaries = new HashMap<>();
    NestedRows nestedRows = new NestedRows();
    for (DisplayEntry entry : entries) {
      entry.endIfAbandoned(now);
      if (entry.outlivedItsTask()) {
        entry.tracker.place().forgetTask(); // So that nothing of the task stays in memory.
        ended.add(entry);
      } else if (entry.isOfTask() && entry.tracker.isOver()) {
        ended.add(entry); // A loop that was left: nobody closes it.
      } else {
        entry.addTo(nestedRows);
      }
    }
    List<Row> rows = new ArrayList<>(entries.size());
    List<Row> forwarded = new ArrayList<>();
    for (DisplayEntry entry : entries) {
      if (entry.isOfTask() || ended.contains(entry)) {
        continue;
      }
      boolean over = entry.tracker.isOver();
      Row row = entry.row(now, nestedRows);
      if (row == null) {
        if (over) {
          ended.add(entry);
        }
        continue;
      }
      // What the row says counts: a tracker that ended since gets a last row of its own.
      if (row.state() != Row.State.RUNNING) {
        ended.add(entry);
        Summary summary = entry.tracker.summary();
        if (summary != null) {
          summaries.put(row.id(), summary);
        }
      }
      if (entry.taskBinding == null) {
        rows.add(row);
      } else if (row.state() == Row.State.RUNNING
          && entry.taskBinding instanceof TaskBinding.OfProcess outer
          && outer.task() == task) {
        forwarded.add(row);
      }
    }
    if (forwarder != null) {
      forwarder.show(task, new Snapshot(now, forwarded));
    }
    if (!rows.isEmpty()) {
      boolean last = !ended.isEmpty() && (ending || HelperThreads.processEnds());
      show(new Snapshot(now, rows, summaries, last));
    }
    if (open.removeAll(ended)) {
      rest(now);
    }
  }

  /** Tells the views that nothing is open, so that they may show what they have held back. */
  private void rest(long now) {
    boolean last = ending;
    boolean held = false;
    for (View view : views) {
      held |= callView(view, () -> view.idle(now, last));
    }
    heldBack = held;
  }

  /** Returns the numbers of a tracker that was opened here, at this instant. No view sees them. */
  public Row row(ProgressTracker tracker) {
    NestedRows nestedRows = new NestedRows();
    open.forEach(entry -> entry.addTo(nestedRows));
    return tracker.row(ticker.nanoTime(), nestedRows, false);
  }

  private void show(Snapshot snapshot) {
    for (View view : views) {
      callView(
          view,
          () -> {
            view.show(snapshot);
            return true;
          });
    }
  }

  /** Calls a view. If it throws, it is removed, and the work and the other views go on. */
  private boolean callView(View view, BooleanSupplier call) {
    try {
      return call.getAsBoolean();
    } catch (Throwable e) {
      if (views.removeIf(one -> one == view)) { // Its equals is its own.
        UserText.warn(LiveDisplay.class, FAILED + view.getClass().getName(), e);
      }
      return false;
    }
  }

  /** Whether there is nothing to show, now and later. */
  public boolean isIdle() {
    return open.isEmpty() && !heldBack;
  }

  /** Ends all open progresses as stopped, because the process ends. */
  public void stopAll() {
    ending = true;
    long now = ticker.nanoTime();
    open.forEach(entry -> entry.tracker.ended(Row.State.STOPPED, now));
  }
}
