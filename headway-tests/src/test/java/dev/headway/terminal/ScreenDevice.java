package dev.headway.terminal;

import dev.headway.internal.terminal.device.Device;
import dev.headway.internal.terminal.device.PrintTarget;
import dev.headway.internal.terminal.device.StreamCapture;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.testkit.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A screen for tests that can be resized, as the terminal of this process can. */
public final class ScreenDevice implements Device {

  public final Screen screen;
  private final Theme theme;
  private Function<PrintTarget, List<StreamCapture>> captures = target -> List.of();
  private Size size;
  boolean continued;
  boolean gone;
  boolean open;
  boolean taskbar;
  boolean faulty;
  PrintTarget target;

  public ScreenDevice(int columns, int rows, Theme theme) {
    this.screen = new Screen(columns, rows);
    this.size = new Size(columns, rows);
    this.theme = theme;
  }

  /** Sets what replaces the streams while a bar is up. */
  void captures(Function<PrintTarget, List<StreamCapture>> replaced) {
    this.captures = replaced;
  }

  void resize(int columns, int rows) {
    screen.resize(columns, rows);
    size = new Size(columns, rows);
  }

  @Override
  public Theme theme() {
    return theme;
  }

  @Override
  public boolean hasTaskbar() {
    return taskbar;
  }

  @Override
  public void open(PrintTarget target) {
    this.target = target;
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public boolean refresh(long nanos) {
    if (faulty) {
      throw new IllegalStateException("It is to fail.");
    }
    boolean was = continued;
    continued = false;
    return was;
  }

  @Override
  public List<StreamCapture> capture(PrintTarget target) {
    return captures.apply(target);
  }

  @Override
  public byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (gone) {
      throw new IOException("Broken pipe");
    }
    screen.output().write(bytes);
  }
}
