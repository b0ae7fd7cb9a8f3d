package dev.headway.cli.run;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Waits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of a stream as they come. A thread of its own reads them, a few ahead: nothing
 * interrupts a thread that reads from a terminal or a pipe, and a run may end meanwhile.
 */
final class LazyInputs implements Iterator<JobInput> {
  private static final int AHEAD = 64;
  private static final long POLL_MILLIS = 50;

  /** What the thread has read: a value, the end if it is null, or a failure. */
  private record Read(@Nullable String value, @Nullable IOException failure) {}

  private final InputReader reader;
  private final BooleanSupplier stopped;
  private final LongConsumer total;
  private final BlockingQueue<Read> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread = HelperThreads.daemon("headway-inputs", this::readAll);
  private boolean started;
  private boolean ended;
  private long count;
  private @Nullable String next;

  /**
   * Nothing is read before the first value is asked for.
   *
   * @param stopped true once no further value is wanted
   * @param total is told how many there were, at the end
   */
  LazyInputs(InputReader reader, BooleanSupplier stopped, LongConsumer total) {
    this.reader = reader;
    this.stopped = stopped;
    this.total = total;
  }

  private void readAll() {
    try (reader) {
      @Nullable String value;
      do {
        value = reader.next();
        queue.put(new Read(value, null));
      } while (value != null);
    } catch (IOException e) {
      failed(e);
    } catch (InterruptedException e) {
      // No code has reason to interrupt this thread.
    }
  }

  private void failed(IOException e) {
    Waits.uninterrupted(interrupted -> queue.put(new Read(null, e)));
  }

  @Override
  public boolean hasNext() {
    if (!started) {
      started = true;
      thread.start();
    }
    while (next == null && !ended) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      take();
    }
    return !ended && !stopped.getAsBoolean();
  }

  private void take() {
    try {
      Read read = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (read == null) {
        return;
      }
      if (read.failure() != null) {
        throw new UncheckedIOException(read.failure());
      }
      next = read.value();
      if (next == null) {
        ended = true;
        total.accept(count);
      } else {
        count++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("The run was cancelled."));
    }
  }

  @Override
  public JobInput next() {
    String value = next;
    if (value == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return new JobInput(value);
  }
}
