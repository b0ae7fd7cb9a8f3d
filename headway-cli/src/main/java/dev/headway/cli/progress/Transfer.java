package dev.headway.cli.progress;

import dev.headway.internal.display.ProgressHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes from standard input or files to standard output, and counts what has passed. Used
 * once, by one thread.
 */
public final class Transfer {
  /** What a shell reports after SIGPIPE. */
  public static final int OUTPUT_CLOSED = 141;

  /** Several pipes full. */
  private static final int BUFFER = 256 << 10;

  /** What is counted. */
  public enum Counted {
    /** Bytes. */
    BYTES,
    /** Line feeds. */
    LINES,
    /** Null bytes. */
    RECORDS;

    private ToLongFunction<ByteBuffer> counter() {
      return this == BYTES
          ? ByteBuffer::remaining
          : new LineCounter((byte) (this == LINES ? '\n' : 0), BUFFER);
    }
  }

  private final List<Input> inputs;
  private final Output output;
  private final ProgressHandle progress;
  private final ToLongFunction<ByteBuffer> counter;
  private final @Nullable RateLimit limit;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

  /**
   * Makes a transfer that has not begun.
   *
   * @param inputs read one after the other
   * @param output where all of it goes
   * @param counted what the progress counts
   * @param limit how fast it may be, or null
   * @param progress ends with the transfer
   */
  public Transfer(
      List<Input> inputs,
      Output output,
      Counted counted,
      @Nullable RateLimit limit,
      ProgressHandle progress) {
    this.inputs = List.copyOf(inputs);
    this.output = output;
    this.counter = counted.counter();
    this.limit = limit;
    this.progress = progress;
  }

  /**
   * Returns the size of all inputs.
   *
   * @param inputs in any order
   * @return bytes; null if the size of one is not known
   */
  public static @Nullable Long size(List<Input> inputs) {
    long all = 0;
    for (Input input : inputs) {
      Long size = input.size();
      if (size == null) {
        return null;
      }
      all += size;
    }
    return all;
  }

  /**
   * Passes everything on.
   *
   * @param atEnd is run when all has passed, before the progress ends
   * @return the exit status
   * @throws TransferProblem if an input cannot be read, or the output not written
   */
  public int run(Runnable atEnd) {
    try {
      for (Input input : inputs) {
        progress.note(inputs.size() > 1 ? input.name() : "");
        FileChannel channel = input.open();
        try {
          copy(input, channel);
        } finally {
          input.close(channel);
        }
      }
      progress.note("");
      atEnd.run();
      progress.close();
      return 0;
    } catch (Output.ClosedException e) {
      return OUTPUT_CLOSED;
    } finally {
      progress.stop(); // If it has not ended well.
    }
  }

  private void copy(Input input, FileChannel from) throws Output.ClosedException {
    for (int count = read(input, from); count >= 0; count = read(input, from)) {
      if (count == 0) {
        LockSupport.parkNanos(Output.RETRY_NANOS); // A stream that does not wait by itself.
        continue;
      }
      buffer.flip();
      long steps = counter.applyAsLong(buffer);
      output.write(buffer);
      progress.advance(steps);
      if (limit != null) {
        limit.passed(count);
      }
    }
  }

  private int read(Input input, FileChannel from) {
    buffer.clear();
    if (limit != null) {
      buffer.limit(limit.most(BUFFER));
    }
    try {
      return from.read(buffer);
    } catch (IOException e) {
      throw input.unreadable(e);
    }
  }
}
