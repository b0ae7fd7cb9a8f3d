package dev.headway.terminal;

import dev.headway.internal.terminal.device.Device;
import dev.headway.internal.terminal.device.StreamCapture;
import dev.headway.internal.terminal.device.StreamDevice;
import dev.headway.internal.terminal.device.TtyDevice;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Frame;
import dev.headway.internal.terminal.layout.ScreenLayout;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.terminal.report.FailureLog;
import dev.headway.internal.terminal.report.JobFailures;
import dev.headway.internal.terminal.report.LastLinePolicy;
import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.internal.terminal.screen.LiveRegion;
import dev.headway.internal.terminal.settings.Variables;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a bar for each progress at the lower end of a terminal, and leaves a last line for each
 * that ended. This is the view that a program has in a terminal if it does not choose another.
 *
 * <pre>{@code
 * thumbnails  23% ████▌···············  19/80     6 failed  25–40s left  0:09 elapsed
 *   IMG_0008.jpg  0:03  slow, holds up the results (in order)
 *   clip-04.mov   0:04  60%  decode 609/1000
 * }</pre>
 *
 * <p>The columns stand still while any progress goes on. Where the terminal is narrow, the speed is
 * left out first, then the time that has passed, then the bar. The percentage, what failed, and the
 * word "left" are never left out. The time left is a range; one number if its ends are close, or so
 * far apart that they say nothing. A lighter part of the bar is what running tasks report of
 * themselves.
 *
 * <p>If tasks take longer than a moment, those that have run for longest are listed below the bar
 * of their job. They are four at most, and as far as the screen has room. Each has the name of its
 * input, its age, its own progress, and its worker if there is room. Marked are those that are
 * {@code slow}: they take far longer than the others took. Marked, too, are those whose worker is
 * {@code stalled} or has died, and those which the results of others wait for. A terminal of less
 * than 40 columns shows the bars alone. More than eight jobs share a bar, and some have their own
 * below it.
 *
 * <p>The first failure of each kind is told at once above the bar, five at most. The last line says
 * how a progress ended, and below it the failures stand by kind.
 *
 * <p>While a bar is up on the terminal of this process, each line that the program prints to {@code
 * System.out} or {@code System.err} appears whole above it. These streams are replaced when the
 * first bar comes, for good, and print as before while none is up. A line without its end appears
 * when it is flushed, or when no more of it comes. Others write past these streams, such as native
 * code and child processes. Their text appears above the next frame, too. If several such lines
 * come between two frames, remains of the bar may stand behind them. Standard output that is a file
 * or a pipe is left alone.
 *
 * <p>On the terminal of this process a progress gets its bar when it has been going on for half a
 * second. So what is over by then does not flash; it leaves its last line all the same. Terminals
 * that are known to show a mark in the taskbar get one (OSC 9;4), in red once something failed. The
 * environment variable {@code HEADWAY_TASKBAR} switches it {@code off}, or {@code on} for other
 * terminals. The mark is taken away when the last bar ends, in whatever way, and while the program
 * is stopped by Ctrl-Z.
 *
 * <p>A job that took ten seconds leaves a few lines more if they say something. They name inputs
 * that took far longer than the others, and why its workers waited. The environment variable {@code
 * HEADWAY_SUMMARY} switches all these lines {@code off}, or {@code on} in full for short jobs too.
 *
 * <p>Making one costs nothing and touches nothing; all begins with the first snapshot. {@link
 * #show} is called by one thread at a time, while any thread may print. When the terminal goes
 * away, so does the bar, silently.
 */
public final class BarView implements View {

  private final ScreenLayout layout = new ScreenLayout(SummaryLines.of(Variables.ofProcess()));
  private final JobFailures<FailureLog> failures = new JobFailures<>(FailureLog::new);
  private final long patienceNanos;
  private final boolean titled;
  private final boolean ringing;
  private Clock clock = Clock.system(ZoneId.systemDefault());
  private @Nullable Device device;
  private @Nullable LiveRegion region;
  private List<StreamCapture> captures = List.of();
  private boolean open;

  /** Makes a bar for the terminal at standard error of this process. */
  public BarView() {
    this(null, LastLinePolicy.PATIENCE_NANOS, false, false);
  }

  /**
   * Makes a bar in Unicode and colours for another terminal, such as an emulator or a recording.
   * What the program prints is not captured, and bars appear at once.
   *
   * @param terminal where the control sequences go, in UTF-8; flushed after each frame. When it
   *     throws, nothing more is drawn
   * @param columns the width in cells, at least 1
   * @param rows the height in cells, at least 1
   * @throws IllegalArgumentException if the terminal has no cells
   */
  public BarView(OutputStream terminal, int columns, int rows) {
    this(new StreamDevice(terminal, checked(columns, rows), new Theme(true, true)));
  }

  BarView(Device device) {
    this(device, 0, false, false);
  }

  private BarView(@Nullable Device device, long patienceNanos, boolean titled, boolean ringing) {
    this.device = device;
    this.patienceNanos = patienceNanos;
    this.titled = titled;
    this.ringing = ringing;
  }

  /** The same, with another time of day. */
  BarView at(Clock otherClock) {
    BarView other = new BarView(device, patienceNanos, titled, ringing);
    other.clock = otherClock;
    return other;
  }

  /** The same, where a progress gets its bar after some time. */
  BarView after(Duration patience) {
    return new BarView(device, patience.toNanos(), titled, ringing);
  }

  /**
   * The same, which shows the percentage of the first bar and its label in the title of the window
   * too. Afterwards the title is as it was before, or empty where the terminal does not keep it.
   *
   * <pre>{@code
   * pool.withViews(new BarView().withTitle().withBell())
   * }</pre>
   *
   * @return a new view, to be used in place of this one
   */
  public BarView withTitle() {
    return new BarView(device, patienceNanos, true, ringing);
  }

  /**
   * The same, which rings the bell of the terminal when the last bar ends.
   *
   * @return a new view, to be used in place of this one
   */
  public BarView withBell() {
    return new BarView(device, patienceNanos, titled, true);
  }

  private static Size checked(int columns, int rows) {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "A terminal has at least one column and one row, not " + columns + " and " + rows + ".");
    }
    return new Size(columns, rows);
  }

  @Override
  public ProgressListener failureListener(long id) {
    return failures.of(id);
  }

  @Override
  public void show(Snapshot snapshot) {
    Device on = device == null ? device = new TtyDevice(Variables.ofProcess()) : device;
    LiveRegion shared = region == null ? region = new LiveRegion(on, titled) : region;
    try {
      if (shared.isBroken()) {
        failures.forgetOthers(snapshot);
        release(on, shared);
        return;
      }
      List<Row> rows = snapshot.rows().stream().filter(this::isDue).toList();
      boolean live = rows.stream().anyMatch(BarView::goesOn);
      if (live && !open) {
        open = true;
        on.open(shared); // Before its size is looked up, or a resize in between would go unnoticed.
        captures = on.capture(shared);
      }
      if (open || !rows.isEmpty()) {
        Size size = shared.refresh(snapshot.nanos());
        LocalDateTime now = LocalDateTime.now(clock);
        Frame frame = layout.of(snapshot, rows, failures.logs(), size, now, on.theme());
        captures.forEach(StreamCapture::flushLate);
        shared.show(frame.above(), frame.live(), rows);
      }
      failures.forgetOthers(snapshot);
      if (!live) {
        release(on, shared);
      }
    } catch (RuntimeException | Error e) {
      release(on, shared); // A view that throws is not called again.
      throw e;
    }
  }

  private boolean isDue(Row row) {
    return !goesOn(row) || row.elapsedNanos() >= patienceNanos;
  }

  private static boolean goesOn(Row row) {
    return row.state() == Row.State.RUNNING;
  }

  private void release(Device on, LiveRegion shared) {
    if (open) {
      open = false;
      captures.forEach(StreamCapture::end);
      captures = List.of();
      shared.clear(ringing);
      shared.awaitCalm();
      on.close();
    }
  }
}
