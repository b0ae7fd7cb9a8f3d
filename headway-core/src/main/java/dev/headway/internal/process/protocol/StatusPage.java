package dev.headway.internal.process.protocol;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * A page of memory that a worker process writes and its parent reads: what it runs now and since
 * when. It costs the worker a few nanoseconds and no message, and it outlives the worker, so that
 * the parent can tell which task killed it. The file is deleted as soon as both have mapped it.
 *
 * <p>Times are those of {@link System#nanoTime}, which on Linux is one clock for all processes of a
 * machine.
 */
public final class StatusPage {
  private static final int OWN = 4096;
  private static final int SIZE = OWN + ResultPage.SIZE;
  private static final int RUNNING = 0;
  private static final int SINCE = 8;
  private static final int DONE = 16;
  private static final int RECEIVING = 24;
  private static final int PHASE = 32;
  private static final int BEATS = 40;
  private static final int RECYCLED = 48;

  /**
   * For how long the task was held up because what it prints was not read, and since when it is.
   */
  private static final int HELD_UP = 56;

  private static final int HELD_UP_SINCE = 64;
  private static final long WORKING = 0;
  private static final long SENT = 1;
  private static final long PREPARED = 2;
  private static final long NOTHING = -1;

  /** Beside the place of a task, whose worker is about to be killed for it. */
  private static final long MARKED_FOR_KILL = 1L << 31;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Where the page tells how far the running task is. */
  private static final int PARTS = 128;

  private final ByteBuffer page;
  private final ProgressArea parts;
  private final ResultPage results;

  // What the worker has written last.
  private long running = NOTHING;
  private long phase = WORKING;
  private long done;

  private StatusPage(ByteBuffer page) {
    this.page = page;
    this.parts = new ProgressArea(page, PARTS, this::runningNow);
    this.results = new ResultPage(page.slice(OWN, ResultPage.SIZE));
  }

  /** How far the task says itself that it is. */
  public ProgressArea parts() {
    return parts;
  }

  /** The results that were not sent yet. */
  public ResultPage results() {
    return results;
  }

  /** The request and the place of the task that runs now. */
  private long runningNow() {
    return get(RUNNING);
  }

  /** Makes the file. Its bytes are written, since a page that the disk has no room for kills. */
  public static StatusPage create(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(SIZE);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      StatusPage status = new StatusPage(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
      status.set(RUNNING, NOTHING);
      status.set(RECEIVING, NOTHING);
      return status;
    }
  }

  public static StatusPage open(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new StatusPage(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
    }
  }

  /** The worker: a task of a request begins. Does not return if the one before is condemned. */
  public void begin(int request, int task) {
    set(HELD_UP, 0);
    set(SINCE, System.nanoTime());
    phase(WORKING);
    run((long) request << 32 | task);
  }

  /** The same, if its time does not matter: reading the clock costs more than a tiny task. */
  public void beginUntimed(int request, int task) {
    phase(WORKING);
    running = (long) request << 32 | task;
    set(RUNNING, running);
  }

  /** A worker that is about to be killed for a task runs no other: it would be an innocent one. */
  private void run(long next) {
    if (!LONGS.compareAndSet(page, RUNNING, running, next)) {
      while (true) {
        LockSupport.park();
        Thread.interrupted(); // Left behind by the task.
      }
    }
    running = next;
  }

  /**
   * The parent: the worker is to be killed for the task that runs now. From here on it begins no
   * other.
   *
   * @return false if that task has ended, and another runs, or none
   */
  public boolean markForKill(int request, int task) {
    long now = (long) request << 32 | task;
    return LONGS.compareAndSet(page, RUNNING, now, now | MARKED_FOR_KILL);
  }

  private void phase(long newPhase) {
    if (phase != newPhase) {
      phase = newPhase;
      set(PHASE, newPhase);
    }
  }

  /** The worker: before the task can run, its function is read, which runs code of the user too. */
  public void preparing() {
    phase(PREPARED);
  }

  public boolean isPreparing() {
    return get(PHASE) == PREPARED;
  }

  /**
   * The worker: what the task returned is being sent, which takes as long as the parent lets it.
   */
  public void sending() {
    phase(SENT);
  }

  /** The worker: the task that ran has ended, and its result is in the buffer. */
  public void ended() {
    set(DONE, ++done);
  }

  /** The worker: it runs no task, though one had begun. */
  public void idle() {
    run(NOTHING);
  }

  /** The worker: the tasks of a request arrive. */
  public void receiving(int request) {
    set(RECEIVING, request);
  }

  /** The worker: they are there. */
  public void received() {
    set(RECEIVING, NOTHING);
  }

  /** True if no function runs: what it needs or what it returned is on its way. */
  public boolean sends() {
    return get(RUNNING) == NOTHING || get(PHASE) == SENT;
  }

  /** The place in the request of the task that runs now, or -1 if none of this request does. */
  public int running(int request) {
    long now = get(RUNNING);
    return now != NOTHING && now >> 32 == request ? (int) (now & ~MARKED_FOR_KILL) : -1;
  }

  /** The same, or -1 if its result is on its way: then it has the time that it needs. */
  public int runningOnTheClock(int request) {
    return get(PHASE) != SENT ? running(request) : -1;
  }

  /** When the task that runs now began, by {@link System#nanoTime}. */
  public long since() {
    return get(SINCE);
  }

  /** The worker: it writes what was printed, and waits until it is read. */
  void writing() {
    set(HELD_UP_SINCE, System.nanoTime());
  }

  /** The worker: that was taken. */
  void written() {
    set(HELD_UP, get(HELD_UP) + System.nanoTime() - get(HELD_UP_SINCE));
    set(HELD_UP_SINCE, 0);
  }

  /** When the worker began to wait until what it prints is read; 0 if it does not. */
  public long heldUpSince() {
    return get(HELD_UP_SINCE);
  }

  /** For how long the task that runs was held up before. */
  public long heldUp() {
    return get(HELD_UP);
  }

  /** How many tasks have ended in this process. */
  public long done() {
    return get(DONE);
  }

  /** The worker: it is alive, whatever its task does. By one thread. */
  public void beat() {
    set(BEATS, get(BEATS) + 1);
  }

  /** How often the worker has said that it is alive. */
  public long heartbeats() {
    return get(BEATS);
  }

  /** The worker: its tasks have left too much behind, so that it runs no further one. */
  public void markForRecycling() {
    set(RECYCLED, 1);
  }

  public boolean mustBeRecycled() {
    return get(RECYCLED) != 0;
  }

  public boolean receives(int request) {
    return get(RECEIVING) == request;
  }

  private void set(int at, long value) {
    LONGS.setRelease(page, at, value);
  }

  private long get(int at) {
    return (long) LONGS.getAcquire(page, at);
  }
}
