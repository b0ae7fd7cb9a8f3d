package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.time.HelperThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class SinkTest {
  private final Executor thread = new HelperThreads(1, "headway-test-");

  /** A channel that cannot be closed. */
  private abstract static class Channel implements WritableByteChannel {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** A pipe that does not wait takes nothing, a part, or all. An interrupt would close it. */
  private static final class Pipe extends Channel {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int calls;
    private boolean interrupted;

    @Override
    public int write(ByteBuffer bytes) {
      interrupted |= Thread.currentThread().isInterrupted();
      int count =
          switch (calls++ % 3) {
            case 0 -> 0;
            case 1 -> bytes.remaining() / 2;
            default -> bytes.remaining();
          };
      byte[] part = new byte[count];
      bytes.get(part);
      taken.writeBytes(part);
      return count;
    }
  }

  @Test
  void shouldWaitForAPipeThatDoesNotWaitByItself() throws Exception {
    byte[] bytes = new byte[20_001];
    new Random(3).nextBytes(bytes);
    Pipe pipe = new Pipe();
    Sink sink = new Sink("Standard output", new PatientTarget(pipe, thread));
    Thread.currentThread().interrupt();

    sink.write(bytes, 20_000);

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(pipe.taken.toByteArray()).isEqualTo(Arrays.copyOf(bytes, 20_000));
    assertThat(pipe.interrupted).isFalse();
    assertThat(sink.hasFailed()).isFalse();
  }

  @Test
  void shouldWriteThoughTheSystemHasNoMoreThreads() throws Exception {
    Pipe pipe = new Pipe();
    Executor none =
        action -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    Thread.currentThread().interrupt();

    new Sink("Standard output", new PatientTarget(pipe, none)).write(new byte[9], 9);

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(pipe.taken.toByteArray()).hasSize(9);
    assertThat(pipe.interrupted).isFalse();
  }

  @Test
  void shouldKeepOtherFailures() {
    Channel full =
        new Channel() {
          @Override
          public int write(ByteBuffer bytes) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Sink sink = new Sink("Standard output", new PatientTarget(full, thread));

    assertThatThrownBy(() -> sink.write(new byte[1], 1)).isInstanceOf(IOException.class);
    assertThat(sink.problem())
        .isEqualTo("Standard output cannot be written: no space left on device.");
  }

  @Test
  void shouldCountNothingAsWrittenAfterAnError() {
    Channel broken =
        new Channel() {
          @Override
          public int write(ByteBuffer bytes) {
            throw new OutOfMemoryError("Cannot reserve direct buffer memory");
          }
        };
    Sink sink = new Sink("Standard output", new PatientTarget(broken, thread));

    assertThatThrownBy(() -> sink.write(new byte[1], 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("direct buffer memory");
    assertThat(sink.hasFailed()).isTrue();
  }
}
