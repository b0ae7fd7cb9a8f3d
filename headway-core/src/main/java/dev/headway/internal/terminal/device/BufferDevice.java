package dev.headway.internal.terminal.device;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Size;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that is only a buffer: it keeps what a bar draws, and what the program prints, until
 * the recording takes it.
 */
public final class BufferDevice implements Device {

  private static final Theme THEME = new Theme(true, true);

  private final Size size;
  private final StringBuilder written = new StringBuilder();
  private @Nullable PrintTarget target;

  public BufferDevice(Size size) {
    this.size = size;
  }

  /** Where text appears above the bar, while there is one. */
  @Nullable
  public PrintTarget target() {
    return target;
  }

  /** What was written since this was last asked. */
  public String take() {
    String text = written.toString();
    written.setLength(0);
    return text;
  }

  /** Where whole lines go that were printed in some charset. */
  public PrintStream lines(Charset charset) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            written.append(new String(bytes, offset, length, charset).replace("\n", "\r\n"));
          }
        },
        false,
        charset);
  }

  @Override
  public Theme theme() {
    return THEME;
  }

  @Override
  public void open(PrintTarget opened) {
    target = opened;
  }

  @Override
  public void close() {
    target = null;
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(byte[] bytes) {
    written.append(new String(bytes, StandardCharsets.UTF_8));
  }
}
