package dev.headway.bench.contestant;

import java.util.AbstractCollection;
import java.util.Iterator;

/** Many small numbers that cost next to nothing to iterate: what is around them shows. */
final class Numbers extends AbstractCollection<Integer> {
  static final int COUNT = 20_000_000;
  private static final int MASK = 127; // Integers up to here are cached.

  @Override
  public int size() {
    return COUNT;
  }

  @Override
  public Iterator<Integer> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < COUNT;
      }

      @Override
      public Integer next() {
        return next++ & MASK;
      }
    };
  }
}
