package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.Display;
import dev.headway.internal.terminal.device.StreamCapture;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** A program on a screen of 40 columns, whose streams a bar replaces while it is up. */
final class PrintingProgram implements AutoCloseable {
  final ManualTicker ticker = new ManualTicker();
  final ScreenDevice device = new ScreenDevice(40, 8, new Theme(true, false));
  final Screen screen = device.screen;
  final Display display = Display.manual(ticker, new BarView(device));

  /** The stream that the bar replaces. */
  final PrintStream terminal = new PrintStream(cooked(screen.output()), true, UTF_8);

  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;

  PrintingProgram() {
    System.setOut(terminal);
    System.setErr(terminal);
    device.captures(
        target ->
            List.of(
                StreamCapture.standardError(false).begin(target),
                StreamCapture.standardOutput(false).begin(target)));
  }

  /** A terminal begins a new line for a line feed alone, which an emulator leaves to its driver. */
  private static OutputStream cooked(OutputStream raw) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, ISO_8859_1).replace("\n", "\r\n");
        try {
          raw.write(text.getBytes(ISO_8859_1));
        } catch (java.io.IOException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  /** All text that was written to the terminal by others than the bar. */
  List<String> printed() {
    StringBuilder text = new StringBuilder();
    for (String write : screen.writes()) {
      if (!write.contains("\033")) {
        text.append(write);
      }
    }
    return text.toString().lines().toList();
  }

  @Override
  public void close() {
    System.setOut(realOut);
    System.setErr(realErr);
  }
}
