package dev.headway.process;

import java.io.IOException;

/**
 * Results on their way to the parent. Those of tiny tasks are sent together; a result never waits
 * much longer than a millisecond though, also when the task after it takes long: then the thread in
 * {@link #run} sends it. Safe for use by several threads.
 */
final class Outbox implements Runnable {
  private static final int FULL = 1 << 16;
  private static final long PATIENCE_NANOS = 1_000_000;

  private final Wire wire;
  private final Bytes pending = new Bytes();
  private int request;
  private long flushedAt;
  private long waitingSince;
  private boolean asleep;

  Outbox(Wire wire) {
    this.wire = wire;
  }

  /** A request begins; the results that follow answer it. */
  synchronized void begin(int newRequest) {
    request = newRequest;
    flushedAt = System.nanoTime();
  }

  /** Adds what is said of one task. Large results are sent at once, without being copied. */
  synchronized void add(Bytes result) throws IOException {
    if (result.length() >= FULL) {
      flush(Frame.Kind.RESULTS);
      wire.send(Frame.Kind.RESULTS, request, result);
      return;
    }
    long now = System.nanoTime();
    if (pending.isEmpty()) {
      waitingSince = now;
    }
    pending.write(result.array(), 0, result.length());
    if (pending.length() >= FULL || now - flushedAt > PATIENCE_NANOS) {
      flush(Frame.Kind.RESULTS);
    } else if (asleep) {
      notifyAll();
    }
  }

  /** The request has ended: sends what is left, in a frame that says so. */
  synchronized void done() throws IOException {
    wire.send(Frame.Kind.DONE, request, pending);
    pending.clear();
  }

  /** The JVM shuts down: what has finished shall not be lost. */
  synchronized void exiting() {
    try {
      flush(Frame.Kind.RESULTS);
      wire.send(Frame.Kind.EXITING, request);
    } catch (IOException e) {
      // The parent does not care any more.
    }
  }

  /** Sends something that is no result. */
  void say(Frame.Kind kind, Bytes payload) throws IOException {
    wire.send(kind, 0, payload);
  }

  private void flush(Frame.Kind kind) throws IOException {
    if (!pending.isEmpty()) {
      wire.send(kind, request, pending);
      pending.clear();
      flushedAt = System.nanoTime();
    }
  }

  /** Sends results that have waited, while the task after them runs. */
  @Override
  public synchronized void run() {
    try {
      while (true) {
        while (pending.isEmpty()) {
          asleep = true;
          wait();
        }
        asleep = false;
        wait(1);
        if (!pending.isEmpty() && System.nanoTime() - waitingSince >= PATIENCE_NANOS) {
          flush(Frame.Kind.RESULTS);
        }
      }
    } catch (InterruptedException | IOException e) {
      // The parent is gone, and this process is about to be.
    }
  }
}
