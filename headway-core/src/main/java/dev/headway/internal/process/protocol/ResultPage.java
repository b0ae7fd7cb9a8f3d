package dev.headway.internal.process.protocol;

import dev.headway.internal.process.wire.GrowableBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that a worker shares with its parent: the results that have not been sent yet, and how
 * many tasks of the request have ended. So a task that has ended keeps its result when the worker
 * dies with it, and is not run again. A result that has no room here is sent before the next task
 * begins.
 */
public final class ResultPage {
  private static final int REQUEST = 0;
  private static final int FIRST = 8;
  private static final int BEFORE = 16;
  private static final int COMMITTED = 24;
  private static final int DATA = 32;

  /** How many bytes of results it holds. */
  static final int CAPACITY = 1 << 16;

  static final int SIZE = DATA + CAPACITY;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer page;

  ResultPage(ByteBuffer page) {
    this.page = page;
  }

  /** The worker: a request begins, which has no results yet. */
  public void begin(int request) {
    set(COMMITTED, 0); // First, so that a death in between leaves a page that says less.
    set(FIRST, 0);
    set(BEFORE, 0);
    set(REQUEST, request);
  }

  /**
   * The worker: another result is whole.
   *
   * @param array the results that are not sent, and perhaps some that are
   * @param from where the result begins
   * @param end where it ends
   * @param results how many there are in the array
   */
  public void commit(byte[] array, int from, int end, int results) {
    if (end <= CAPACITY) {
      page.put(DATA + from, array, from, end - from);
      set(COMMITTED, (long) results << 32 | end);
    }
  }

  /** The worker: so many results were sent, which were so many bytes. */
  public void sent(int results, int bytes) {
    set(COMMITTED, 0);
    set(BEFORE, get(BEFORE) + bytes);
    set(FIRST, get(FIRST) + results);
  }

  /** The parent: how many tasks of a request are known to have ended. */
  public int ended(int request) {
    return get(REQUEST) == request ? (int) (get(FIRST) + (get(COMMITTED) >>> 32)) : 0;
  }

  /**
   * The parent, when the worker is dead: the results of a request behind those that came.
   *
   * @param received how many bytes of results came
   * @return false if there are none, or if some between them are lost
   */
  public boolean read(int request, long received, GrowableBuffer into) {
    into.clear();
    long from = received - get(BEFORE);
    long end = get(COMMITTED) & 0xFFFF_FFFFL;
    if (get(REQUEST) != request || from < 0 || from >= end || end > CAPACITY) {
      return false;
    }
    int count = (int) (end - from);
    int at = into.extend(count);
    page.get(DATA + (int) from, into.array(), at, count);
    return true;
  }

  private void set(int at, long value) {
    LONGS.setRelease(page, at, value);
  }

  private long get(int at) {
    return (long) LONGS.getAcquire(page, at);
  }
}
