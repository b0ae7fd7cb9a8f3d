package dev.headway.terminal;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.terminal.device.BufferDevice;
import dev.headway.internal.terminal.device.LineBuffer;
import dev.headway.internal.terminal.device.PrintTarget;
import dev.headway.internal.terminal.device.StreamTee;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.terminal.report.Markers;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Ticker;
import dev.headway.progress.View;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Records what a bar shows, in a file, whether there is a terminal or not. These are the frames
 * that a terminal of the recording's size would get, with each line that the program prints above
 * them. What the file is follows from its name. {@code .cast} is an asciicast for asciinema and its
 * like, and {@code .svg} a picture that moves by itself. {@code .html} is a page with a player, and
 * {@code .txt} the final screen. All but the first need the artifact {@code headway-recording}
 * beside Headway's own.
 *
 * <pre>{@code
 * try (Recording recording = RecordingSettings.to(Path.of("run.cast")).size(100, 30).start()) {
 *   pool.map(files, Hash::sha256).toList();
 * }
 * }</pre>
 *
 * <p>{@linkplain RecordingSettings#start() Started}, it records all that the display of this
 * process shows. Only {@linkplain RecordingSettings#open() opened}, it is a view for a display or a
 * pool that is made with it. In both cases it copies {@code System.err} from then on until it is
 * closed. It copies {@code System.out} too, unless that goes elsewhere than the bar, as into a
 * file.
 *
 * <p>An asciicast is written as it happens, so it is whole up to whatever ends the process. It has
 * markers where a job begins or ends, a task fails, a worker is lost. The other formats are made of
 * an asciicast when the recording is closed or the process ends. Until then the asciicast is a
 * hidden file beside them. After some minutes frames are kept less often: a day is some megabytes.
 *
 * <p>Safe for use by several threads. If the file cannot be written any more, the work goes on
 * without it, a warning is logged, and {@link #close} throws.
 */
public final class Recording implements View, Closeable {

  /**
   * The next frame waits for the recorded time divided by this number; at most ten a second come.
   */
  private static final long FRAME_DIVISOR = 3000;

  /** Text that waits for a frame which is not kept waits no longer than this. */
  private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;

  private static final long LAST_FRAME_NANOS = 1_500_000_000L;

  private final Ticker ticker;
  private final RecordingSink sink;
  private final BufferDevice device;
  private final BarView bar;
  private final Markers markers = new Markers();
  private final ReentrantLock lock = new ReentrantLock();

  /** Signalled when no bar is up any more. */
  private final Condition idle = lock.newCondition();

  /** Guarded by the lock, as all that follows. */
  private List<StreamTee> tees = List.of();

  private final long begun;
  private long lastFrame;
  private long lastText;
  private boolean closed;
  private volatile @Nullable IOException failure;
  private final AtomicBoolean thrown = new AtomicBoolean(); // The failure, by close().
  private volatile @Nullable String notice;
  private volatile boolean withProcess;
  private volatile @Nullable Thread hook;
  private volatile @Nullable LiveDisplay watched;

  Recording(Ticker ticker, RecordingSink sink, Size size) {
    this.ticker = ticker;
    this.sink = sink;
    this.device = new BufferDevice(size);
    this.bar = new BarView(device);
    this.begun = ticker.nanoTime();
  }

  void begin() {
    Thread atExit = new Thread(this::endWithProcess);
    atExit.setName("headway-recording-" + atExit.getId());
    lock.lock();
    try {
      tees = StreamTee.open(this::hear, device::lines);
      Runtime.getRuntime().addShutdownHook(atExit);
      hook = atExit;
    } catch (IllegalStateException e) {
      // The process is ending already.
    } finally {
      lock.unlock();
    }
  }

  void watch(LiveDisplay display) {
    watched = display;
    display.add(this);
  }

  @Override
  public ProgressListener failureListener(long id) {
    return bar.failureListener(id);
  }

  @Override
  public void show(Snapshot snapshot) {
    locked(
        () -> {
          long now = ticker.nanoTime() - begun;
          boolean ending = snapshot.rows().stream().anyMatch(Recording::ended);
          if (ending || now - lastFrame >= now / FRAME_DIVISOR) {
            lastFrame = now;
            lastText = now;
            bar.show(snapshot);
            flush(now);
          } else if (now - lastText >= LONGEST_WAIT_NANOS) {
            lastText = now;
            writeWaiting(now);
          }
          for (String label : markers.of(snapshot)) {
            sink.mark(now, label);
          }
          if (device.target() == null) {
            idle.signalAll();
          }
        });
  }

  private void writeWaiting(long now) throws IOException {
    PrintTarget target = device.target();
    if (target != null) {
      target.writeWaiting();
      flush(now);
    }
  }

  private static boolean ended(Row row) {
    return row.state() != Row.State.RUNNING;
  }

  /**
   * Records a line that the program does not print to a standard stream.
   *
   * @param line its text, perhaps with colours, without its end
   */
  public void print(String line) {
    locked(
        () -> {
          byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
          byte[] harmless = LineBuffer.harmless(bytes, StandardCharsets.UTF_8);
          String whole = new String(harmless, StandardCharsets.UTF_8);
          device.lines(StandardCharsets.UTF_8).print(whole);
          flush(ticker.nanoTime() - begun);
        });
  }

  /**
   * Sets a marker, which players can go to; pictures have none.
   *
   * @param label what happened
   */
  public void mark(String label) {
    locked(() -> sink.mark(ticker.nanoTime() - begun, label));
  }

  private void hear(StreamTee tee, byte[] bytes, int offset, int length) {
    locked(
        () -> {
          PrintTarget target = device.target();
          if (target != null) {
            target.print(tee.lineBuffer(), tee.lines(), bytes, offset, length);
          } else {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            tee.lineBuffer().add(bytes, offset, length, lines);
            tee.lines().writeBytes(lines.toByteArray());
            tee.lines().flush();
          }
          flush(ticker.nanoTime() - begun);
        });
  }

  private void flush(long now) throws IOException {
    String text = device.take();
    if (!text.isEmpty()) {
      sink.output(now, text);
    }
  }

  /**
   * Ctrl-C and the end of {@code main}: the last frame is drawn at the same time as this begins.
   */
  private void endWithProcess() {
    withProcess = true;
    lock.lock();
    try {
      long left = LAST_FRAME_NANOS;
      while (device.target() != null && left > 0) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    end();
  }

  private void end() {
    tees().forEach(StreamTee::close);
    locked(
        () -> {
          closed = true;
          tees.forEach(this::finishText);
          flush(ticker.nanoTime() - begun);
          notice = sink.end();
        });
    closeSink();
    String last = notice;
    if (last != null) {
      notice = null;
      tell(last);
    }
  }

  private void finishText(StreamTee tee) {
    PrintTarget target = device.target();
    if (target != null) { // A bar goes on, and text may wait for its next frame.
      target.finishText(tee.lineBuffer(), tee.lines());
    } else {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      tee.lineBuffer().finish(lines);
      tee.lines().writeBytes(lines.toByteArray());
      tee.lines().flush();
    }
  }

  /** What has failed was not ended, but its file must not stay open and locked. */
  private void closeSink() {
    lock.lock();
    try {
      closed = true;
      sink.close();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reports without the lock: a logger prints, and the recording copies that. When the process
   * ends, loggers may have ended already.
   */
  private void tell(String warning) {
    if (withProcess) {
      System.err.println("headway: " + warning);
    } else {
      System.getLogger(Recording.class.getName()).log(System.Logger.Level.WARNING, warning);
    }
  }

  private List<StreamTee> tees() {
    lock.lock();
    try {
      return tees;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the recording and completes its file. A second call does nothing.
   *
   * @throws IOException if the file could not be written, now or before
   */
  @Override
  public void close() throws IOException {
    LiveDisplay display = watched;
    if (display != null) {
      display.remove(this);
    }
    end();
    Thread atExit = hook;
    if (atExit != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // The process is ending: the hook finds nothing to do.
      }
    }
    IOException first = failure;
    if (first != null && !thrown.getAndSet(true)) {
      throw first;
    }
  }

  /** Something that is done to the sink. */
  private interface Step {
    void run() throws IOException;
  }

  /** Does nothing once the recording has ended. */
  private void locked(Step step) {
    IOException failed = null;
    lock.lock();
    try {
      if (!closed && failure == null) {
        step.run();
      }
    } catch (IOException e) {
      failure = e;
      failed = e;
    } catch (OutOfMemoryError e) { // The printing thread must not get this error.
      failure = new IOException("There was not enough memory for the recording.", e);
      failed = failure;
    } catch (RuntimeException | LinkageError e) {
      failure =
          new IOException(
              "The recording failed: " + ControlEscapes.value(e, ControlEscapes.MAX_LENGTH), e);
      failed = failure;
    } finally {
      lock.unlock();
    }
    if (failed != null) {
      String why = FileErrors.of(failed);
      tell("A recording cannot be written and ends: " + why + "." + sink.leftoverNote());
    }
  }
}
