package dev.headway.internal.process.worker;

import dev.headway.internal.process.protocol.ResultPage;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.time.FieldHandles;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Results on their way to the parent. Those of tiny tasks are sent together; a result never waits
 * much longer than five milliseconds though, also when the task after it takes long: then the
 * thread in {@link #run} sends it.
 *
 * <p>The thread that runs the tasks writes results behind one another into {@link #results} and
 * {@linkplain #commit commits} each, which takes no lock: what is committed does not change until
 * it is sent. All that sends holds the lock.
 */
final class ResultSender implements Runnable {
  private static final int FULL = 1 << 16;

  /** In milliseconds: no reader notices them, and each frame wakes three threads. */
  private static final long PATIENCE = 5;

  /** So often in vain, and it sleeps until there is something to do. */
  private static final int IDLE = 50;

  private static final VarHandle COMMITTED =
      FieldHandles.of(MethodHandles.lookup(), "committed", long.class);

  private final FrameChannel channel;
  private final ResultPage page;
  private final GrowableBuffer results = new GrowableBuffer();

  /** Where the committed results are: the array of the results, unless that has grown since. */
  private volatile byte[] shown = results.array();

  /**
   * How many bytes of it may be sent, and in the upper half how many results those are. Written by
   * the thread that runs the tasks.
   */
  @SuppressWarnings("UnusedVariable") // By its handle.
  private long committed;

  /** How many results are written. For the thread that runs the tasks, as is the next. */
  private int written;

  /** Where the last result begins. */
  private int last;

  /** True if a result should go out as soon as it is there. */
  private volatile boolean due;

  // Guarded by this.
  private int sent;
  private int sentResults;
  private int request;
  private boolean busy;
  private boolean asleep;

  ResultSender(FrameChannel channel, ResultPage page) {
    this.channel = channel;
    this.page = page;
    results.attaching();
  }

  /** A request begins; the results that follow answer it. */
  synchronized void begin(int newRequest, boolean several) {
    request = newRequest;
    page.begin(newRequest);
    due = false;
    busy = several;
    if (several && asleep) {
      notifyAll();
    }
  }

  /** Where the next result is to be written. */
  GrowableBuffer results() {
    return results;
  }

  /** A result is whole. Answers whether it should be {@linkplain #flush sent} now. */
  boolean commit() {
    last = committedBytes();
    written++;
    if (!results.arrays().isEmpty()) {
      return true; // It can only go as a whole.
    }
    page.commit(results.array(), last, results.length(), written);
    publish();
    return due || results.length() >= FULL;
  }

  private void publish() {
    if (shown != results.array()) {
      shown = results.array();
    }
    COMMITTED.setRelease(this, (long) written << 32 | results.length());
  }

  private int committedBytes() {
    return (int) (long) COMMITTED.get(this);
  }

  /** Takes back what was written and not committed, also if it has taken all memory. */
  void takeBack() throws IOException {
    results.limit(GrowableBuffer.LIMIT);
    results.truncate(committedBytes());
    flush();
  }

  /** The thread that runs the tasks: sends all results. If the last is large, it goes alone. */
  synchronized void flush() throws IOException {
    boolean large = results.size() - last >= FULL;
    if (large && last > sent) {
      send(FrameHeader.Kind.RESULTS, results.array(), written - 1, last);
    }
    for (byte[] array : results.arrays()) {
      channel.sendArray(request, array);
    }
    if (results.length() > sent) {
      send(FrameHeader.Kind.RESULTS, results.array(), written, results.length());
    }
    clear();
  }

  /** Sends what was not sent yet of so many results, which are so many bytes. */
  private void send(FrameHeader.Kind kind, byte[] from, int results, int bytes) throws IOException {
    channel.send(kind, request, results - sentResults, from, sent, bytes - sent);
    sent = bytes;
    sentResults = results;
  }

  private void clear() {
    page.sent(written, results.length());
    results.clear();
    sent = 0;
    sentResults = 0;
    written = 0;
    due = false;
    publish();
  }

  /** The request has ended: sends what is left, in a frame that says so. */
  synchronized void done() throws IOException {
    busy = false;
    send(FrameHeader.Kind.DONE, results.array(), written, committedBytes());
    clear();
  }

  /** The JVM shuts down: what has finished shall not be lost. */
  synchronized void exiting() {
    try {
      sendCommitted();
      channel.send(FrameHeader.Kind.EXITING, request);
    } catch (IOException e) {
      // The parent does not care any more.
    }
  }

  /** Sends something that is no result. */
  void send(FrameHeader.Kind kind, GrowableBuffer payload) throws IOException {
    channel.send(kind, 0, payload);
  }

  /** On any thread, while further results may be written. */
  private void sendCommitted() throws IOException {
    long ready = (long) COMMITTED.getAcquire(this);
    if ((int) ready > sent) {
      send(FrameHeader.Kind.RESULTS, shown, (int) (ready >>> 32), (int) ready);
    }
  }

  /** Sends results that have waited, while the task after them runs. */
  @Override
  public synchronized void run() {
    try {
      for (int idle = 0; true; idle = busy ? 0 : idle + 1) {
        while (idle > IDLE && !busy) {
          asleep = true;
          wait();
        }
        asleep = false;
        wait(PATIENCE);
        if (busy) {
          sendCommitted();
          due = true;
        }
      }
    } catch (InterruptedException | IOException e) {
      // The parent is gone, and this process is about to be.
    }
  }
}
