package dev.headway.internal.process.wire;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A byte array that grows as it is written, and that is read from its own place. Big-endian. Not
 * safe for use by several threads at once.
 */
public final class GrowableBuffer extends OutputStream {
  /** The most bytes that a frame may have. */
  public static final int LIMIT = 1 << 30;

  /** How much {@link #putByteAndInt} appends. */
  static final int BYTE_AND_INT = 5;

  /** What {@link #clear} keeps: one huge value must not hold its memory for ever. */
  private static final int KEPT = 1 << 20;

  /** Shorter arrays are copied together, which costs less than a frame for each. */
  private static final int LARGE = 1 << 15;

  private static final byte[] TAKEN = {};

  /** Stands for an array that has come, but for which there was not the memory. */
  public static final byte[] NO_ROOM = {};

  private byte[] array = new byte[256];

  /** The array, for numbers: quicker to link in a fresh JVM than handles on views of it. */
  private ByteBuffer view = ByteBuffer.wrap(array);

  /** What belongs to it and travels beside it. */
  private final List<byte[]> arrays = new ArrayList<>(0);

  /** For each of them where it was attached. */
  private final List<Integer> places = new ArrayList<>(0);

  private long attached;
  private boolean attaching;
  private int length;
  private int position;
  private int limit = LIMIT;

  /** The bytes, of which the first {@link #length} count. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** How many bytes of memory it holds, with the arrays that travel by themselves. */
  public long held() {
    return array.length + size() - length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  public void clear() {
    length = 0;
    position = 0;
    attached = 0;
    arrays.clear();
    places.clear();
    if (array.length > KEPT) {
      array = new byte[256];
      view = ByteBuffer.wrap(array);
    }
  }

  /** Takes back what was written after a place. */
  public void truncate(int newLength) {
    length = newLength;
    int kept = places.size();
    while (kept > 0 && places.get(kept - 1) >= newLength) {
      kept--;
      attached -= arrays.get(kept).length;
    }
    places.subList(kept, places.size()).clear();
    arrays.subList(kept, arrays.size()).clear();
  }

  /** From now on large arrays are kept beside the other bytes, instead of being copied. */
  public void attaching() {
    attaching = true;
  }

  /** Takes an array that is written now, which saves to copy it; false if it has to be copied. */
  boolean attach(int tag, byte[] array) {
    if (!attaching || array.length < LARGE) {
      return false;
    }
    if (array.length > limit - length - BYTE_AND_INT) {
      throw new TooLargeException(LIMIT);
    }
    places.add(length);
    arrays.add(array);
    attached += array.length;
    putByteAndInt(tag, arrays.size() - 1);
    return true;
  }

  /** What was attached. */
  public List<byte[]> arrays() {
    return arrays;
  }

  /** How many bytes it has with all that is attached. */
  public long size() {
    return length + attached;
  }

  /** Attaches what has arrived, to be read. */
  public void receive(List<byte[]> received) {
    for (byte[] array : received) {
      arrays.add(array);
      places.add(0);
    }
    received.clear();
  }

  /** The array of a number, once: it belongs to the reader then. */
  byte[] take(int number) throws BadFrameException {
    if (number < 0 || number >= arrays.size() || arrays.get(number) == TAKEN) {
      throw new BadFrameException("it names an array that did not come");
    }
    if (arrays.get(number) == NO_ROOM) {
      arrays.set(number, TAKEN);
      throw new OutOfMemoryError("for an array that has come");
    }
    return arrays.set(number, TAKEN);
  }

  /** The most bytes that it may have from now on. */
  public void limit(long newLimit) {
    limit = (int) Math.min(newLimit, LIMIT);
  }

  /** Makes room for more bytes at the end and returns where they begin. */
  public int extend(int more) {
    return extend(more, LIMIT, 2);
  }

  /**
   * The same, for bytes that will have a known length in the end. It grows in few steps, so that
   * what it was before does not take as much memory again.
   */
  int extend(int more, int whole) {
    return extend(more, whole, 8);
  }

  private int extend(int more, int whole, long factor) {
    if (more < 0 || more > limit - length) {
      throw new TooLargeException(LIMIT);
    }
    int begin = length;
    int needed = length + more;
    if (needed > array.length) {
      grow(needed, whole, factor);
    }
    length = needed;
    return begin;
  }

  /** Apart from what is done for every value, which stays small so. */
  private void grow(int needed, int whole, long factor) {
    int size = Math.max(needed, (int) Math.min(whole, factor * array.length));
    // What is kept is made to fit the next that is a little larger.
    array = Arrays.copyOf(array, size <= KEPT ? Integer.highestOneBit(size - 1) << 1 : size);
    view = ByteBuffer.wrap(array);
  }

  public void putByte(int value) {
    int at = extend(1);
    array[at] = (byte) value;
  }

  public void putInt(int value) {
    int at = extend(4);
    view.putInt(at, value);
  }

  public void putByteAndInt(int first, int second) {
    int at = extend(BYTE_AND_INT);
    array[at] = (byte) first;
    view.putInt(at + 1, second);
  }

  public void setInt(int at, int value) {
    view.putInt(at, value);
  }

  public void putLong(long value) {
    int at = extend(8);
    view.putLong(at, value);
  }

  @Override
  public void write(int b) {
    putByte(b);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    int at = extend(count);
    System.arraycopy(source, offset, array, at, count);
  }

  /** Moves what begins at a place to an earlier one, ahead of what stands between them. */
  public void moveTailTo(int begin, int tail) {
    byte[] moved = Arrays.copyOfRange(array, tail, length);
    System.arraycopy(array, begin, array, begin + moved.length, tail - begin);
    System.arraycopy(moved, 0, array, begin, moved.length);
  }

  public int position() {
    return position;
  }

  public void position(int newPosition) {
    position = newPosition;
  }

  public int remaining() {
    return length - position;
  }

  /** The byte that comes next, which stays there; 0 if there is none. */
  byte peek() {
    return position < length ? array[position] : 0;
  }

  public byte getByte() throws BadFrameException {
    return array[skip(1)];
  }

  public int getInt() throws BadFrameException {
    return view.getInt(skip(4));
  }

  public long getLong() throws BadFrameException {
    return view.getLong(skip(8));
  }

  /** Steps over some bytes and returns where they begin. */
  public int skip(int count) throws BadFrameException {
    if (count < 0 || count > remaining()) {
      throw new BadFrameException("it ends in the middle of a value");
    }
    int begin = position;
    position += count;
    return begin;
  }
}
