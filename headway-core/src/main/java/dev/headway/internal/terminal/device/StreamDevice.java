package dev.headway.internal.terminal.device;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A terminal behind a stream: an emulator, a recording, a connection. */
public record StreamDevice(OutputStream stream, Size size, Theme theme) implements Device {

  @Override
  public byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    stream.write(bytes);
    stream.flush();
  }
}
