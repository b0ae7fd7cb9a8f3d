package dev.headway.internal.journal.key;

import java.util.Arrays;

/**
 * A set of the first 64 bits of keys: 8 bytes a key and up to as much room again. Many small tables
 * grow one by one, so that growth never doubles the whole. Used by one thread at a time.
 *
 * <p>Of ten million keys two differ only in the bits that are left out, with a chance of 3 in a
 * million. Then the second counts as a repetition, and its input runs again if the order changes.
 */
final class KeySet {
  private static final int TABLES_LOG = 8;
  private static final int FIRST_SLOTS = 16;

  /** By the first bits of their keys. A slot is free if it is 0. */
  private final long[][] tables = new long[1 << TABLES_LOG][FIRST_SLOTS];

  private final int[] used = new int[1 << TABLES_LOG];

  /** Adds a key. Returns false if it was there. */
  boolean add(long high) {
    long key = high == 0 ? 1 : high;
    int number = (int) (key >>> Long.SIZE - TABLES_LOG);
    long[] table = tables[number];
    if (used[number] >= table.length - table.length / 4) {
      table = larger(table);
      tables[number] = table;
    }
    int at = find(table, key);
    if (table[at] == key) {
      return false;
    }
    table[at] = key;
    used[number]++;
    return true;
  }

  /** Returns where the key is, or the free slot where it belongs. */
  private static int find(long[] table, long key) {
    // The bits below those that chose the table choose the slot, by their share of the size.
    long share = key << TABLES_LOG >>> Integer.SIZE;
    int at = (int) (share * table.length >>> Integer.SIZE);
    while (table[at] != 0 && table[at] != key) {
      at++;
      if (at == table.length) {
        at = 0;
      }
    }
    return at;
  }

  /** Keys stand nearly in order, so that all but a few are added behind the one before. */
  private static long[] larger(long[] table) {
    long[] larger = new long[table.length + table.length / 2];
    for (long key : table) {
      if (key != 0) {
        larger[find(larger, key)] = key;
      }
    }
    return larger;
  }

  /** Returns how many bytes the tables have. */
  long bytes() {
    return Arrays.stream(tables).mapToLong(each -> 8L * each.length).sum();
  }
}
