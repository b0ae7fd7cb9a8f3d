package dev.headway.internal.journal;

import java.util.function.Consumer;

/**
 * Where the last record of each key stands, in 16 bytes for each. Keys are numbers of 96 bits that
 * are spread evenly: the first twelve choose a segment, and the other 84 stand in it with a kind
 * and a position of 41 bits. Segments grow one by one, so that no moment needs twice the memory.
 *
 * <p>Filled by one thread; from then on read by several.
 */
final class KeyIndex {
  /** What a file may have, in bytes: 2 TiB. */
  static final long MAX_POSITION = 1L << 41;

  private static final int SEGMENT_BITS = 12;
  private static final int KIND_SHIFT = 41;
  private static final int REST_SHIFT = 44;
  private static final int SMALLEST = 8;

  /** A segment of fewer slots is small: that of an index of some million keys. */
  private static final int SMALL = 1024;

  private final long[][] segments = new long[1 << SEGMENT_BITS][];
  private final int[] counts = new int[1 << SEGMENT_BITS];
  private final int firstCapacity;
  private long size;

  /**
   * An empty index.
   *
   * @param expected about how many keys there will be; it only saves work
   */
  KeyIndex(long expected) {
    long each = expected >> SEGMENT_BITS;
    long most = each + 2 * (long) Math.sqrt(each); // Some segments get more than others.
    long wanted = most <= SMALL / 2 ? 2 * most : most * 13 / 12 + 1;
    firstCapacity = (int) Math.max(SMALLEST, Math.min(wanted, 1 << 24));
  }

  /** How many keys it has. */
  long size() {
    return size;
  }

  /**
   * Puts a key in, or in the place of what was known of it.
   *
   * @return what {@link #get} returned for the key before
   */
  long put(long high, int low, RecordKind kind, long position) {
    int segment = segment(high);
    if (segments[segment] == null) {
      segments[segment] = new long[2 * firstCapacity];
    } else if (counts[segment] >= capacity(segment) - room(capacity(segment)) - 1) {
      grow(segment);
    }
    long[] slots = segments[segment];
    long first = first(high, low);
    long second = (long) low << REST_SHIFT | (long) kind.code() << KIND_SHIFT | position;
    int slot = slot(slots, first, second);
    long before = slots[slot + 1] & ~(-1L << REST_SHIFT);
    slots[slot] = first;
    slots[slot + 1] = second;
    if (before == 0) {
      counts[segment]++;
      size++;
    }
    return before;
  }

  /** Reads the place where a key is or would be; what it returns means nothing. */
  long touch(long high, int low) {
    long[] slots = segments[segment(high)];
    return slots == null ? 0 : slots[firstSlot(slots.length / 2, first(high, low))];
  }

  /** The kind and the position of the last record of a key; 0 if there is none. */
  long get(JournalKey key) {
    return get(key.high(), key.low());
  }

  long get(long high, int low) {
    long[] slots = segments[segment(high)];
    if (slots == null) {
      return 0;
    }
    long second = (long) low << REST_SHIFT;
    return slots[slot(slots, first(high, low), second) + 1] & ~(-1L << REST_SHIFT);
  }

  /** The kind in what {@link #get} returned, unless that is 0. */
  static RecordKind kind(long found) {
    RecordKind kind = RecordKind.of((int) (found >>> KIND_SHIFT));
    if (kind == null) {
      throw new IllegalStateException("no record: " + found);
    }
    return kind;
  }

  /** The position in what {@link #get} returned. */
  static long position(long found) {
    return found & ~(-1L << KIND_SHIFT);
  }

  private static int segment(long high) {
    return (int) (high >>> (64 - SEGMENT_BITS));
  }

  private static long first(long high, int low) {
    return high << SEGMENT_BITS | low >>> (32 - SEGMENT_BITS);
  }

  /** How many slots stay free. Where there is memory for it, more of them save time. */
  private static int room(int capacity) {
    return capacity / (capacity < SMALL ? 3 : 12);
  }

  private int capacity(int segment) {
    return segments[segment].length / 2;
  }

  /** Where the key stands, or the first free place for it. */
  private static int slot(long[] slots, long first, long second) {
    int slot = firstSlot(slots.length / 2, first);
    while (slots[slot + 1] != 0
        && (slots[slot] != first || (slots[slot + 1] ^ second) >>> REST_SHIFT != 0)) {
      slot = slot + 2 == slots.length ? 0 : slot + 2;
    }
    return slot;
  }

  private static int firstSlot(int capacity, long first) {
    return 2 * (int) ((first >>> 33) * capacity >>> 31);
  }

  private void grow(int segment) {
    long[] old = segments[segment];
    int capacity = old.length / 2;
    long[] slots = new long[2 * (capacity + room(capacity) + SMALLEST)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int slot = slot(slots, old[i], old[i + 1]);
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
    segments[segment] = slots;
  }

  /** Tells the kind of the last record of each key. */
  void forEachKind(Consumer<RecordKind> action) {
    for (long[] slots : segments) {
      for (int i = 1; slots != null && i < slots.length; i += 2) {
        if (slots[i] != 0) {
          action.accept(kind(slots[i] & ~(-1L << REST_SHIFT)));
        }
      }
    }
  }
}
