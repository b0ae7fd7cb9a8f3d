package dev.headway.internal.journal.key;

import java.util.Arrays;

/**
 * A set of keys: 12 bytes a key and a quarter of room. Many small tables grow one by one and by
 * little, so that growth never doubles the whole. Used by one thread at a time.
 */
final class KeySet {
  private static final int TABLES_LOG = 8;
  private static final int FIRST_SLOTS = 8;

  /** A slot: the two halves of the high word, and the low word; it is free if all are 0. */
  private static final int SLOT = 3;

  private final int[][] tables = new int[1 << TABLES_LOG][];
  private final int[] used = new int[1 << TABLES_LOG];
  private boolean hasZero;

  /** Adds a key. Returns false if it was there. */
  boolean add(long high, int low) {
    if (high == 0 && low == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
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
    if (!isFree(table, at)) {
      return false;
    }
    put(table, at, high, low);
    used[number]++;
    return true;
  }

  private static boolean isFree(int[] table, int at) {
    return (table[at] | table[at + 1] | table[at + 2]) == 0;
  }

  /** Returns where the key is, or the free slot where it belongs. */
  private static int find(int[] table, long high, int low) {
    // The bits below those that chose the table choose the slot, by their share of the size.
    long share = high << TABLES_LOG >>> Integer.SIZE;
    int at = (int) (share * (table.length / SLOT) >>> Integer.SIZE) * SLOT;
    while (!isFree(table, at)
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

  private static void put(int[] table, int at, long high, int low) {
    table[at] = (int) (high >>> Integer.SIZE);
    table[at + 1] = (int) high;
    table[at + 2] = low;
  }

  private static int[] larger(int[] table) {
    int[] larger = new int[Math.multiplyExact(table.length / SLOT * 5 / 4, SLOT)];
    for (int at = 0; at < table.length; at += SLOT) {
      if (!isFree(table, at)) {
        long high = (long) table[at] << Integer.SIZE | table[at + 1] & 0xFFFF_FFFFL;
        put(larger, find(larger, high, table[at + 2]), high, table[at + 2]);
      }
    }
    return larger;
  }

  /** Returns how many bytes the tables have. */
  long bytes() {
    return Arrays.stream(tables).mapToLong(each -> each == null ? 0 : 4L * each.length).sum();
  }
}
