package dev.headway.internal.terminal.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What stands in for a stream is like it while no bar is up. */
@ResourceLock(Resources.SYSTEM_ERR)
class StreamCaptureTest {

  private final PrintStream realErr = System.err;

  @AfterEach
  void putBack() {
    System.setErr(realErr);
  }

  @Test
  void shouldWriteALineAndItsEndAtOnce() {
    List<String> written = new ArrayList<>();
    System.setErr(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                written.add(String.valueOf((char) b));
              }

              @Override
              public void write(byte[] bytes, int offset, int length) {
                written.add(new String(bytes, offset, length, UTF_8));
              }
            },
            true,
            UTF_8));
    StreamCapture error = StreamCapture.standardError(true); // No bar is up.
    System.err.println("one");
    System.err.println((Object) "two");
    assertThat(written).containsExactly("one\n", "two\n");
    assertThat(error.isAt(System.err)).isTrue();
    assertThat(System.err.checkError()).isFalse();
  }

  @Test
  void shouldTellThatTheStreamBelowHasFailed() {
    System.setErr(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            }));
    StreamCapture.standardError(true);
    assertThat(System.err.checkError()).isFalse();
    System.err.println("lost");
    assertThat(System.err.checkError()).isTrue();
  }
}
