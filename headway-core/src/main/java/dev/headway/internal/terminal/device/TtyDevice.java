package dev.headway.internal.terminal.device;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.terminal.settings.TaskbarSupport;
import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.ProgramTime;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The terminal at standard error of this process. */
public final class TtyDevice implements Device {

  /** A signal reports a resize, but other code may handle that signal, or it may not exist. */
  private static final long LOOK_AGAIN_NANOS = 5_000_000_000L;

  /** A size probe costs milliseconds, so bars in quick succession share a recent one. */
  private static final long STILL_NEW_NANOS = 500_000_000L;

  /** Frames come ten times a second; a gap like this may be a stop of the whole process. */
  private static final long PERHAPS_STOPPED_NANOS = 500_000_000L;

  /** The signal that follows a stop arrives within this time. */
  private static final long SIGNAL_NANOS = 50_000_000L;

  /** A user who presses Ctrl-C again does it within this time. */
  private static final long CALM_NANOS = 300_000_000L;

  /** The terminal shows a key that was pressed within this time. */
  private static final long ECHO_NANOS = 2_000_000L;

  /** The end of the program must not be held up for long. */
  private static final int MAX_PRESSES = 10;

  /** A requested stop happens within this time. */
  private static final long STOP_MILLIS = 200;

  private final FileOutputStream terminal = new FileOutputStream(FileDescriptor.err);
  private final Map<String, String> environment;
  private final Theme theme;
  private final Charset charset;
  private final List<SignalHandler> signals = new ArrayList<>();
  private volatile boolean resized = true;

  /** True if a resize may have been missed since the last size probe. */
  private volatile boolean unheard;

  private volatile boolean continued;

  /** When Ctrl-C was pressed while a bar is up, each time. */
  private final BlockingQueue<Long> presses = new LinkedBlockingQueue<>();

  /** What each further press of Ctrl-C calls for, after the last frame of a process that ends. */
  private volatile @Nullable Runnable lateMove;

  private volatile CountDownLatch resumed = new CountDownLatch(0);

  /** When the last stop ended that was heard before, by the clock of the JVM. */
  private volatile long pausedUntil = ProgramTime.machineTime() - PERHAPS_STOPPED_NANOS;

  /** True while a bar is up, and not only a last line written. */
  private boolean open;

  private @Nullable Size size;
  private long lookedAt;

  /** When the last frame was, by a clock that also runs in a stop. */
  private volatile long lastFrameAt;

  public TtyDevice(Map<String, String> environment) {
    String encoding = encoding();
    this.environment = environment;
    this.theme = Theme.of(environment, encoding);
    this.charset = theme.unicode() ? StandardCharsets.UTF_8 : charset(encoding);
  }

  @Override
  public Theme theme() {
    return theme;
  }

  @Override
  public boolean hasTaskbar() {
    return TaskbarSupport.isKnown(environment);
  }

  @Override
  public boolean hasTitle() {
    return !environment.getOrDefault("TERM", "").equals("linux"); // It has no windows.
  }

  @Override
  public void open(PrintTarget target) {
    open = true;
    unheard = true; // No signal was handled until now.
    endSignals();
    presses.clear();
    lateMove = null;
    keep(SignalHandler.hear("INT", this::press));
    keep(SignalHandler.hear("WINCH", () -> resized = true));
    keep(SignalHandler.hear("CONT", this::goOn));
    keep(SignalHandler.around("TSTP", stop -> target.pause(() -> pause(stop))));
  }

  private void keep(@Nullable SignalHandler heard) {
    if (heard != null) {
      signals.add(heard);
    }
  }

  /** Handles the end of a stop that came without a signal to handle, as by SIGSTOP. */
  private void goOn() {
    resumed.countDown();
    if (ProgramTime.machineTime() - pausedUntil >= PERHAPS_STOPPED_NANOS) {
      continued = true;
      resized = true;
    }
  }

  /** Handles a stop that a signal announces, as by Ctrl-Z. The signal that ends it adds nothing. */
  private void pause(Runnable stop) {
    resumed = new CountDownLatch(1);
    stop.run();
    await(resumed); // The stop comes a moment later, or never in a group that has no shell.
    pausedUntil = ProgramTime.machineTime();
    continued = false;
    resized = true;
    lastFrameAt = 0;
  }

  private void press() {
    presses.add(ProgramTime.machineTime());
    Runnable moved = lateMove;
    if (moved != null) {
      LockSupport.parkNanos(ECHO_NANOS); // The signal comes before the key is shown.
      moved.run();
    }
  }

  @Override
  public void awaitCalm(Runnable moved) {
    if (!presses.isEmpty() && HelperThreads.processEnds()) {
      lateMove = moved; // The program's own hooks may take longer than the wait.
    }
    boolean pressed = false;
    try {
      Long last = presses.poll();
      for (int press = 0; last != null && press < MAX_PRESSES; press++) {
        last = presses.poll(CALM_NANOS - (ProgramTime.machineTime() - last), TimeUnit.NANOSECONDS);
        pressed |= last != null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (pressed) {
      moved.run();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    open = false;
    if (lateMove == null) {
      endSignals();
    }
    lastFrameAt = 0;
  }

  private void endSignals() {
    signals.forEach(SignalHandler::end);
    signals.clear();
  }

  @Override
  public Size size() {
    Size known = size;
    return known == null ? Size.of(environment) : known;
  }

  @Override
  public boolean isUncertain() {
    return resized || unheard;
  }

  @Override
  public void check() {
    unheard = false;
    resized = false; // Before the probe: a resize during it must be seen the next time.
    size = TtyProbe.size();
  }

  @Override
  public boolean refresh(long nanos) {
    long age = nanos - lookedAt;
    // A last line alone may be wrong by a resize: it scrolls away, and nothing is drawn over it.
    if (resized || age >= LOOK_AGAIN_NANOS || open && unheard && age >= STILL_NEW_NANOS) {
      check();
      lookedAt = nanos;
    }
    long now = ProgramTime.machineTime();
    if (lastFrameAt != 0 && now - lastFrameAt >= PERHAPS_STOPPED_NANOS && !signals.isEmpty()) {
      // After Ctrl-Z and fg the signal and the next frame race, and the shell has written
      // meanwhile.
      LockSupport.parkNanos(SIGNAL_NANOS);
    }
    lastFrameAt = now;
    boolean stopped = continued;
    continued = false;
    return stopped;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public List<StreamCapture> capture(PrintTarget target) {
    return StandardStreams.install().capture(target, TtyProbe.isOutputOnSameTerminal());
  }

  @Override
  public byte[] encode(String text) {
    return text.getBytes(charset);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    terminal.write(bytes);
  }

  /** The name of the charset of standard error, as far as this version of Java tells. */
  private static String encoding() {
    for (String property : new String[] {"stderr.encoding", "sun.stderr.encoding"}) {
      String encoding = System.getProperty(property);
      if (encoding != null && !encoding.isEmpty()) {
        return encoding;
      }
    }
    return System.getProperty("native.encoding", Charset.defaultCharset().name());
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.US_ASCII;
    }
  }
}
