package dev.headway.cli.report;

/** Sorts the numbers of entries, a million in a moment: nothing becomes an object. */
final class Sorting {

  private Sorting() {}

  /** Sorts by the key of each, and keeps what is equal in its order. */
  static void byKey(int[] entries, long[] keys) {
    int[] from = entries;
    int[] to = new int[entries.length];
    for (int width = 1; width < entries.length; width *= 2) {
      for (int begin = 0; begin < entries.length; begin += 2 * width) {
        int middle = Math.min(begin + width, entries.length);
        merge(from, to, begin, middle, Math.min(middle + width, entries.length), keys);
      }
      int[] merged = to;
      to = from;
      from = merged;
      if (width > Integer.MAX_VALUE / 4) {
        break;
      }
    }
    if (from != entries) {
      System.arraycopy(from, 0, entries, 0, entries.length);
    }
  }

  private static void merge(int[] from, int[] to, int begin, int middle, int end, long[] keys) {
    if (middle >= end || keys[from[middle - 1]] <= keys[from[middle]]) {
      System.arraycopy(from, begin, to, begin, end - begin); // Most files are nearly in order.
      return;
    }
    int left = begin;
    int right = middle;
    for (int i = begin; i < end; i++) {
      boolean isLeft = left < middle && (right >= end || keys[from[left]] <= keys[from[right]]);
      to[i] = from[isLeft ? left++ : right++];
    }
  }
}
