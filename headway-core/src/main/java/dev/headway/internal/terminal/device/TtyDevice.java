package dev.headway.internal.terminal.device;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.terminal.settings.TaskbarSupport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The terminal at standard error of this process. */
public final class TtyDevice implements Device {

  /** A signal reports a resize, but other code may handle that signal, or it may not exist. */
  private static final long LOOK_AGAIN_NANOS = 5_000_000_000L;

  /** A size probe costs milliseconds, so bars in quick succession share a recent one. */
  private static final long STILL_NEW_NANOS = 500_000_000L;

  private final FileOutputStream terminal = new FileOutputStream(FileDescriptor.err);
  private final Map<String, String> environment;
  private final Theme theme;
  private final Charset charset;
  private final TtySignals signals = new TtySignals(() -> resized = true);
  private volatile boolean resized = true;

  /** True if a resize may have been missed since the last size probe. */
  private volatile boolean unheard;

  /** True while a bar is up, and not only a last line written. */
  private boolean open;

  private @Nullable Size size;
  private long lookedAt;

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
    signals.open(target);
  }

  @Override
  public void close() {
    open = false;
    signals.close();
  }

  @Override
  public void awaitCalm(Runnable moved) {
    signals.awaitCalm(moved);
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
    return signals.stoppedSinceLastFrame();
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
