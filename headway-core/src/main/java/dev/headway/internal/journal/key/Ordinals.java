package dev.headway.internal.journal.key;

import dev.headway.internal.journal.JournalKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how often each key has come. Most come once. Of those that the file has, one bit is kept,
 * by the place of their record; of the others, the key. Used by one thread at a time.
 */
final class Ordinals {
  /** No two records begin in the same piece of a file of this size. */
  private static final int RECORD = 16;

  private final KeySet once = new KeySet();

  /** By pieces of the file: more than 16 GiB need a second set. */
  private final List<BitSet> onceInFile = new ArrayList<>();

  private final Map<JournalKey, Integer> repeated = new HashMap<>();

  /** Returns how often the key has come before, and counts it. */
  int next(JournalKey key) {
    return once.add(key.high()) ? 0 : repeat(key);
  }

  /** The same for a key whose record begins at a place of the file. */
  int next(JournalKey key, long position) {
    long piece = position / RECORD;
    int part = (int) (piece >>> 30);
    while (part >= onceInFile.size()) {
      onceInFile.add(new BitSet());
    }
    BitSet set = onceInFile.get(part);
    int bit = (int) (piece & (1 << 30) - 1);
    if (set.get(bit)) {
      return repeat(key);
    }
    set.set(bit);
    return 0;
  }

  private int repeat(JournalKey key) {
    return repeated.merge(key, 1, Integer::sum);
  }

  /** Returns about how many bytes the keys take that have come once. */
  long bytes() {
    return once.bytes() + onceInFile.stream().mapToLong(set -> set.size() / 8).sum();
  }
}
