package dev.headway.cli.run;

import dev.headway.cli.run.source.ValueReader;
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
 * The inputs of a run as they come. A thread of its own reads them, a few ahead: nothing interrupts
 * a thread that reads from a terminal or a pipe, and a run may end meanwhile.
 */
final class LazyInputs implements Iterator<JobInput> {
  private static final long POLL_MILLIS = 50;

  /** What the thread has read: an input, the end if it is null, or a failure. */
  private record Read(@Nullable JobInput input, @Nullable Exception failure) {}

  private static final String UNREADABLE = "The inputs cannot be read: ";

  private final ValueReader<JobInput> reader;
  private final BooleanSupplier stopped;
  private final LongConsumer total;
  private final BlockingQueue<Read> queue;
  private final Thread thread = HelperThreads.daemon("headway-inputs", this::readAll);
  private boolean started;
  private boolean ended;
  private long count;
  private @Nullable JobInput next;

  /**
   * Nothing is read before the first input is asked for.
   *
   * @param ahead how many are read before they are asked for
   * @param stopped true once no further input is wanted
   * @param total is told how many there were, at the end
   */
  LazyInputs(ValueReader<JobInput> reader, int ahead, BooleanSupplier stopped, LongConsumer total) {
    this.reader = reader;
    this.queue = new ArrayBlockingQueue<>(ahead);
    this.stopped = stopped;
    this.total = total;
  }

  private void readAll() {
    try (reader) {
      @Nullable JobInput input;
      do {
        input = reader.next();
        queue.put(new Read(input, null));
      } while (input != null);
    } catch (IOException | RunProblem e) {
      failed(e);
    } catch (InterruptedException e) {
      // No code has reason to interrupt this thread.
    } catch (OutOfMemoryError e) {
      failed(
          new RunProblem(
              UNREADABLE
                  + "there is not enough memory for one of them. Is its separator right? Give the"
                  + " JVM more, as by JAVA_TOOL_OPTIONS=-Xmx4g."));
    } catch (StackOverflowError e) {
      failed(
          new RunProblem(
              UNREADABLE + "the expression of --colsep repeats too much in one of them."));
    } catch (RuntimeException | Error e) { // Else the run would wait for ever.
      failed(new RunProblem(UNREADABLE + e + "."));
    }
  }

  private void failed(Exception e) {
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
      if (read.failure() instanceof IOException e) {
        throw new UncheckedIOException(e);
      }
      if (read.failure() instanceof RunProblem e) {
        throw e;
      }
      next = read.input();
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
    JobInput input = next;
    if (input == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return input;
  }
}
