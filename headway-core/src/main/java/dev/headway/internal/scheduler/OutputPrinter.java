package dev.headway.internal.scheduler;

import dev.headway.internal.display.ProcessDisplay;
import dev.headway.internal.time.Waits;
import dev.headway.progress.DefaultViewProvider;
import dev.headway.progress.Ticker;
import dev.headway.work.WorkerListener;
import java.nio.charset.Charset;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes what worker processes print to the streams of this process, byte for byte and line by
 * line. It buffers nothing: while a stream has no reader, the workers that print to it wait. Safe
 * for use by several threads.
 */
public final class OutputPrinter implements WorkerListener {
  private final LineReservation out = new LineReservation();
  private final LineReservation err = new LineReservation();

  @Override
  public void printed(int worker, Output output, byte[] text, boolean lineContinues) {
    boolean error = output == Output.ERR;
    DefaultViewProvider defaultViewProvider = ProcessDisplay.provider();
    (error ? err : out).write(worker, lineContinues, () -> defaultViewProvider.print(error, text));
  }

  @Override
  public Charset charset(Output output) {
    return ProcessDisplay.provider().charset(output == Output.ERR);
  }

  @Override
  public boolean endsLines(Output output) {
    return ProcessDisplay.provider().isTerminal(output == Output.ERR);
  }

  @Override
  public boolean isHeldUp(Thread thread) {
    return ProcessDisplay.provider().isHeldUp(thread);
  }

  /** Reserves a stream for the worker whose long line is not complete. */
  static final class LineReservation {
    /**
     * How long other workers wait for the rest of a line. Without a limit they could wait for ever.
     */
    private static final long MAX_WAIT_NANOS = 1_000_000_000;

    private static final int NO_WRITER = -1;
    private static final Ticker CLOCK = Ticker.system();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lineEnded = lock.newCondition();

    // Guarded by the lock.
    private int writer = NO_WRITER;
    private long writtenAt;

    void write(int worker, boolean lineContinues, Runnable print) {
      lock.lock();
      try {
        awaitTurn(worker);
        print.run();
        writer = lineContinues ? worker : NO_WRITER;
        writtenAt = CLOCK.nanoTime();
        lineEnded.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private void awaitTurn(int worker) {
      Waits.uninterrupted(
          interrupted -> {
            long left = MAX_WAIT_NANOS;
            while (writer != NO_WRITER && writer != worker && left > 0) {
              left = lineEnded.awaitNanos(writtenAt + MAX_WAIT_NANOS - CLOCK.nanoTime());
            }
          });
    }
  }
}
