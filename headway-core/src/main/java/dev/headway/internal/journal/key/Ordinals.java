package dev.headway.internal.journal.key;

import java.util.Arrays;

/**
 * Counts how often each key has come: 16 bytes a key and a quarter of room. Many small tables grow
 * one by one, so that growth never doubles the whole. Used by one thread at a time.
 */
final class Ordinals {
  private static final int TABLES_LOG = 8;
  private static final int FIRST_SLOTS = 8;

  /** A slot: the two halves of the high word, the low word, and the count; 0 if it is free. */
  private static final int SLOT = 4;

  private final int[][] tables = new int[1 << TABLES_LOG][];
  private final int[] used = new int[1 << TABLES_LOG];

  /** Returns how often the key has come before, and counts it. */
  int next(long high, int low) {
    return add(high, low, 1);
  }

  /** The same for a key that has come once at least, which was noted elsewhere. */
  int nextAfterFirst(long high, int low) {
    return Math.max(1, add(high, low, 2));
  }

  /** Returns the count of the key, and adds one; a new key counts as told from now on. */
  private int add(long high, int low, int first) {
    int number = (int) (high >>> Long.SIZE - TABLES_LOG);
    int[] table = tables[number];
    if (table == null) {
      table = new int[FIRST_SLOTS * SLOT];
      tables[number] = table;
    } else if (used[number] * 5L >= table.length / SLOT * 4L) {
      table = larger(table);
      tables[number] = table;
    }
    int at = find(table, high, low);
    int count = table[at + 3];
    if (count == 0) {
      put(table, at, high, low, first);
      used[number]++;
    } else if (count < Integer.MAX_VALUE) {
      table[at + 3] = count + 1;
    }
    return count;
  }

  /** Returns where the key is, or the free slot where it belongs. */
  private static int find(int[] table, long high, int low) {
    // The bits below those that chose the table choose the slot, by their share of the size.
    long share = high << TABLES_LOG >>> Integer.SIZE;
    int at = (int) (share * (table.length / SLOT) >>> Integer.SIZE) * SLOT;
    while (table[at + 3] != 0
        && (table[at] != (int) (high >>> Integer.SIZE)
            || table[at + 1] != (int) high
            || table[at + 2] != low)) {
      at += SLOT;
      if (at == table.length) {
        at = 0;
      }
    }
    return at;
  }

  private static void put(int[] table, int at, long high, int low, int count) {
    table[at] = (int) (high >>> Integer.SIZE);
    table[at + 1] = (int) high;
    table[at + 2] = low;
    table[at + 3] = count;
  }

  private static int[] larger(int[] table) {
    int[] larger = new int[Math.multiplyExact(table.length / SLOT * 3 / 2, SLOT)];
    for (int at = 0; at < table.length; at += SLOT) {
      if (table[at + 3] != 0) {
        long high = (long) table[at] << Integer.SIZE | table[at + 1] & 0xFFFF_FFFFL;
        put(larger, find(larger, high, table[at + 2]), high, table[at + 2], table[at + 3]);
      }
    }
    return larger;
  }

  /** Returns how many bytes the tables have. */
  long bytes() {
    return Arrays.stream(tables).mapToLong(each -> each == null ? 0 : 4L * each.length).sum();
  }
}
