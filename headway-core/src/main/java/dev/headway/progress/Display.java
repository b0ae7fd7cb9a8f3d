package dev.headway.progress;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The open progresses and the views that show them. Ten times a second one thread takes one
 * snapshot of all and gives it to every view; the thread runs only while a progress is open.
 *
 * <pre>{@code
 * Display display = Display.of(snapshot -> dashboard.update(snapshot));
 * try (Progress upload = display.begin("upload", 10)) { ... }
 * }</pre>
 *
 * <p>Safe for use by several threads. A progress never waits for a view, except for its last frame,
 * and for that no longer than a second.
 */
public final class Display {
  private final Ticker ticker;
  private final List<View> views;
  private final @Nullable Clockwork clockwork;

  /** Guards {@link #open} and {@link #lastId}. */
  private final Object lock = new Object();

  private final List<Entry> open = new ArrayList<>();
  private long lastId;

  /** A meter that is shown, and the object whose life it shares, if there is one. */
  private record Entry(Meter meter, @Nullable WeakReference<?> owner) {
    boolean abandoned() {
      return owner != null && owner.get() == null;
    }
  }

  private Display(Ticker ticker, List<View> views, boolean driven) {
    this.ticker = ticker;
    this.views = new CopyOnWriteArrayList<>(views);
    this.clockwork = driven && !views.isEmpty() ? new Clockwork(this) : null;
  }

  /**
   * The display of this process, which suits its surroundings: see {@link Surroundings}.
   *
   * @return always the same, because a process has one terminal
   */
  public static Display standard() {
    return Shared.DISPLAY;
  }

  /**
   * A display of its own for other views.
   *
   * @param views who shows the snapshots; none at all makes a display that costs nothing
   * @return a new display
   */
  public static Display of(View... views) {
    return new Display(Ticker.system(), List.of(views), true);
  }

  /**
   * A display without a thread: {@link #tick()} takes each snapshot. For tests, and for programs
   * with a loop of their own.
   *
   * @param ticker where the time comes from
   * @param views who shows the snapshots
   * @return a new display
   */
  public static Display manual(Ticker ticker, View... views) {
    return new Display(ticker, List.of(views), false);
  }

  /**
   * The clock that all times of this display are read from.
   *
   * @return the ticker
   */
  public Ticker ticker() {
    return ticker;
  }

  /**
   * Begins a progress of unknown total that is advanced by hand.
   *
   * @param label what is being done; may be empty
   * @return the progress, to be closed
   */
  public Progress begin(String label) {
    return Progress.begin(this, label, Unit.ITEMS, null, 0);
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
    return Progress.begin(this, label, Unit.ITEMS, total, 0);
  }

  /**
   * Shows all progresses by one more view, from the next snapshot on.
   *
   * @param view who shows the snapshots too
   * @throws IllegalStateException if this display was made without a view, and so shows nothing
   */
  public void add(View view) {
    if (clockwork == null && views.isEmpty()) {
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
    views.remove(view);
  }

  /**
   * Prints a line that stands whole, above the bar of this process if there is one.
   *
   * @param toStandardError true for standard error, false for standard output
   * @param line the line, without its end
   */
  public void print(boolean toStandardError, String line) {
    Shared.SURROUNDINGS.print(toStandardError, line);
  }

  /**
   * Begins to show a meter. Cheap; the first call starts the thread.
   *
   * @param meter the numbers to show
   */
  public void open(Meter meter) {
    open(meter, 0, null);
  }

  void open(Meter meter, int depth, @Nullable Object owner) {
    synchronized (lock) {
      meter.opened(++lastId, depth, ticker.nanoTime());
      open.add(new Entry(meter, owner == null ? null : new WeakReference<>(owner)));
    }
    if (clockwork != null) {
      clockwork.start();
    }
  }

  /**
   * Shows the last numbers of a meter, and then no more. Returns when every view has them, or after
   * a second if a view does not take them. The first call decides how it ended.
   *
   * @param meter a meter that was opened here
   * @param finished true if it came to its end, false if it was given up
   */
  public void close(Meter meter, boolean finished) {
    Row.State state = finished ? Row.State.FINISHED : Row.State.STOPPED;
    meter.ended(state, ticker.nanoTime());
    if (clockwork != null) {
      clockwork.awaitLastFrame(() -> !isOpen(meter));
    } else if (isOpen(meter)) {
      tick(); // If another thread shows it already, this waits for that.
    }
  }

  /** Takes one snapshot and gives it to every view. */
  public synchronized void tick() {
    long now = ticker.nanoTime();
    List<Entry> shown;
    synchronized (lock) {
      shown = List.copyOf(open);
    }
    if (shown.isEmpty()) {
      return;
    }
    List<Row> rows = new ArrayList<>(shown.size());
    List<Entry> ended = new ArrayList<>();
    for (Entry entry : shown) {
      Meter meter = entry.meter();
      if (entry.abandoned()) {
        meter.ended(Row.State.STOPPED, now);
      }
      Row row = meter.row(now);
      rows.add(row);
      // What the row says counts: a meter that ended since gets a last row of its own.
      if (row.state() != Row.State.RUNNING) {
        ended.add(entry);
      }
    }
    show(new Snapshot(now, rows));
    synchronized (lock) {
      open.removeAll(ended);
    }
  }

  private void show(Snapshot snapshot) {
    views.removeIf(view -> !shown(view, snapshot));
  }

  private static boolean shown(View view, Snapshot snapshot) {
    try {
      view.show(snapshot);
      return true;
    } catch (Throwable e) {
      // A bar is never load-bearing: the work goes on without it, and the other views too.
      System.getLogger(Display.class.getName())
          .log(System.Logger.Level.WARNING, "A progress view failed and is shown no more.", e);
      return false;
    }
  }

  boolean isIdle() {
    synchronized (lock) {
      return open.isEmpty();
    }
  }

  private boolean isOpen(Meter meter) {
    synchronized (lock) {
      return open.stream().anyMatch(entry -> entry.meter() == meter);
    }
  }

  /** The process ends: what is open was stopped. */
  void stopAll() {
    long now = ticker.nanoTime();
    synchronized (lock) {
      open.forEach(entry -> entry.meter().ended(Row.State.STOPPED, now));
    }
  }

  /** What a process has one of. Made when it is first needed. */
  private static final class Shared {
    static final Surroundings SURROUNDINGS = surroundings();
    static final Display DISPLAY = Display.of(SURROUNDINGS.view());

    private static Surroundings surroundings() {
      Optional<Surroundings> found =
          ServiceLoader.load(Surroundings.class, Display.class.getClassLoader()).findFirst();
      return found.orElseThrow(
          () ->
              new IllegalStateException(
                  "Headway's jar is incomplete: it has no provider of "
                      + Surroundings.class.getName()
                      + ". If it was repackaged, keep META-INF/services."));
    }
  }
}
