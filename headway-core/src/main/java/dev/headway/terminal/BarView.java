package dev.headway.terminal;

import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a bar for each progress at the lower end of a terminal, and leaves a last line for each
 * that ended. This is the view that a program has in a terminal if it does not choose another.
 *
 * <pre>{@code
 * thumbnails  30% |██████              | 12/40 ✗1 0:05 ~0:10–0:14 3.2/s
 * }</pre>
 *
 * <p>Where tasks take longer than a moment, those that have been running for longest are listed
 * below the bar of their job, four at most and as far as the screen has room: with the name of the
 * input, the age, what the task itself says of how far it is, and the worker. Marked are those that
 * are {@code slow}, far beyond what the others took, whose worker is {@code stalled}, and whose
 * worker is {@code dead}. When nothing is queued any more and few are left of many, the bar says
 * how many instead of a percentage. A terminal of less than 40 columns shows the bars alone.
 *
 * <p>While a bar is up on the terminal of this process, {@code System.out} and {@code System.err}
 * are replaced, so that each line that the program prints appears whole above it; afterwards the
 * originals are put back. A line that is not finished yet waits for its end. Standard output that
 * is a file or a pipe is left alone.
 *
 * <p>Making one costs nothing and touches nothing; all begins with the first snapshot. {@link
 * #show} is called by one thread at a time, while any thread may print. When the terminal goes
 * away, so does the bar, silently.
 */
public final class BarView implements View {

  private final Steady steady = new Steady();
  private final TaskList taskList = new TaskList();
  private @Nullable Device device;
  private @Nullable Stage stage;
  private List<Capture> captures = List.of();
  private boolean open;

  /** Makes a bar for the terminal at standard error of this process. */
  public BarView() {}

  /**
   * Makes a bar in Unicode and colours for another terminal, such as an emulator or a recording.
   * What the program prints is not captured.
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
    this.device = device;
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
    Device on = device == null ? device = new TtyDevice(System.getenv()) : device;
    Stage shared = stage == null ? stage = new Stage(on) : stage;
    try {
      if (shared.isBroken()) {
        release(on);
        return;
      }
      boolean live = snapshot.rows().stream().anyMatch(row -> row.state() == Row.State.RUNNING);
      if (live && !open) {
        open = true;
        on.open(shared); // Before its size is looked up, or a resize in between would go unnoticed.
        captures = on.capture(shared);
      }
      Size size = shared.refresh(snapshot.nanos());
      Frame frame =
          Frame.of(steady.of(snapshot.rows()), taskList.of(snapshot.rows()), size, on.theme());
      shared.show(frame.above(), frame.live());
      if (!live) {
        release(on);
      }
    } catch (RuntimeException | Error e) {
      release(on); // Whoever shows will not come again.
      throw e;
    }
  }

  private void release(Device on) {
    if (open) {
      open = false;
      captures.forEach(Capture::end);
      captures = List.of();
      on.close();
    }
  }
}
