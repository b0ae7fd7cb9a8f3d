package dev.headway.terminal;

import dev.headway.internal.terminal.device.Device;
import dev.headway.internal.terminal.device.StreamCapture;
import dev.headway.internal.terminal.device.StreamDevice;
import dev.headway.internal.terminal.device.TtyDevice;
import dev.headway.internal.terminal.layout.CellWidth;
import dev.headway.internal.terminal.layout.DisplaySmoother;
import dev.headway.internal.terminal.layout.Frame;
import dev.headway.internal.terminal.layout.LastLinePolicy;
import dev.headway.internal.terminal.layout.Line;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.terminal.layout.Style;
import dev.headway.internal.terminal.layout.SummaryLines;
import dev.headway.internal.terminal.layout.TaskList;
import dev.headway.internal.terminal.layout.Theme;
import dev.headway.internal.terminal.screen.LiveRegion;
import dev.headway.internal.terminal.settings.Variables;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a bar for each progress at the lower end of a terminal, and leaves a last line for each
 * that ended. This is the view that a program has in a terminal if it does not choose another.
 *
 * <pre>{@code
 * thumbnails  30% |██████              | 12/40 ✗1 0:05 10s–14s 3.2/s
 * }</pre>
 *
 * <p>Where tasks take longer than a moment, those that have been running for longest are listed
 * below the bar of their job, four at most and as far as the screen has room: with the name of the
 * input, the age, what the task itself says of how far it is, and the worker. Marked are those that
 * are {@code slow}, far beyond what the others took, whose worker is {@code stalled}, and whose
 * worker is {@code dead}. When nothing is queued any more and few are left of many, the bar says
 * how many instead of a percentage. A terminal of less than 40 columns shows the bars alone.
 *
 * <p>While a bar is up on the terminal of this process, each line that the program prints to {@code
 * System.out} or {@code System.err} appears whole above it: they are replaced when the first bar
 * comes, for good, and print as before while none is up. A line without its end appears when it is
 * flushed, or when no more of it comes. What others write to the terminal, such as streams that
 * were taken earlier, native code and child processes, appears above the next frame too; if it is
 * several lines in the tenth of a second between two frames, remains of the bar may stand behind
 * them. Standard output that is a file or a pipe is left alone.
 *
 * <p>On the terminal of this process a progress gets its bar when it has been going on for half a
 * second, so that what is over by then does not flash; it leaves its last line all the same.
 * Terminals that are known to show a mark in the taskbar get one (OSC 9;4), in red once something
 * failed; the environment variable {@code HEADWAY_TASKBAR} switches that {@code off}, or {@code on}
 * for others. It is taken away when the last bar ends, in whatever way, and while the program is
 * stopped by Ctrl-Z.
 *
 * <p>A job that took ten seconds leaves a few lines more: what its workers did, its slowest inputs,
 * how good the prediction was; and any job that ended with failures a line with their kinds. The
 * environment variable {@code HEADWAY_SUMMARY} switches them {@code off}, or {@code on} for short
 * jobs too.
 *
 * <p>Making one costs nothing and touches nothing; all begins with the first snapshot. {@link
 * #show} is called by one thread at a time, while any thread may print. When the terminal goes
 * away, so does the bar, silently.
 */
public final class BarView implements View {

  private final DisplaySmoother displaySmoother = new DisplaySmoother();
  private final TaskList taskList = new TaskList();
  private final SummaryLines summaryLines = SummaryLines.of(Variables.ofProcess());
  private final long patienceNanos;
  private final boolean titled;
  private final boolean ringing;
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
  public void show(Snapshot snapshot) {
    Device on = device == null ? device = new TtyDevice(Variables.ofProcess()) : device;
    LiveRegion shared = region == null ? region = new LiveRegion(on, titled) : region;
    try {
      if (shared.isBroken()) {
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
        Frame frame = Frame.of(displaySmoother.of(rows), taskList.of(rows), size, on.theme());
        List<Line> above = new ArrayList<>(frame.above());
        above.addAll(summaryLines(snapshot, size, on.theme()));
        captures.forEach(StreamCapture::flushLate);
        shared.show(above, frame.live(), rows);
      }
      if (!live) {
        release(on, shared);
      }
    } catch (RuntimeException | Error e) {
      release(on, shared); // A view that throws is not called again.
      throw e;
    }
  }

  private List<Line> summaryLines(Snapshot snapshot, Size size, Theme theme) {
    List<Line> lines = new ArrayList<>();
    for (Row row :
        snapshot.rows().stream().filter(r -> LastLinePolicy.isTold(r, snapshot.rows())).toList()) {
      for (String text : summaryLines.lines(row, snapshot.summaries().get(row.id()))) {
        String cut = CellWidth.truncate("  " + text, size.columns() - 1, theme.ellipsis());
        lines.add(new Line.Builder(theme).add(cut, Style.DIM).build());
      }
    }
    return lines;
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
