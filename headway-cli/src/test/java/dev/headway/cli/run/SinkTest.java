package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SinkTest {

  /** A pipe that does not wait takes all of a small piece or nothing, and part of a large one. */
  private static final class Pipe extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int calls;

    @Override
    public void write(int value) {
      taken.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (calls++ % 3 < 2) {
        taken.write(bytes, from, length > 4096 ? length / 2 : 0);
        throw new IOException("Resource temporarily unavailable");
      }
      taken.write(bytes, from, length);
    }
  }

  @Test
  void shouldWaitForAPipeThatDoesNotWaitByItself() throws Exception {
    byte[] bytes = new byte[20_001];
    new Random(3).nextBytes(bytes);
    Pipe pipe = new Pipe();
    Sink sink = new Sink("Standard output", Sink.patient(pipe));
    Thread.currentThread().interrupt();

    sink.write(bytes, 20_000);

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(pipe.taken.toByteArray()).isEqualTo(Arrays.copyOf(bytes, 20_000));
    assertThat(sink.hasFailed()).isFalse();
  }

  @Test
  void shouldKeepOtherFailures() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Sink sink = new Sink("Standard output", Sink.patient(full));

    assertThatThrownBy(() -> sink.write(new byte[1], 1)).isInstanceOf(IOException.class);
    assertThat(sink.problem())
        .isEqualTo("Standard output cannot be written: no space left on device.");
  }
}
