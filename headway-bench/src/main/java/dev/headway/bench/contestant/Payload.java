package dev.headway.bench.contestant;

import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** What the items are. */
enum Payload {
  /** A boxed number. */
  INTEGERS(Integer::valueOf),
  /** An object with a text and numbers, 1 KiB when it travels. */
  RECORDS(Sample::of),
  /** An array of 1 MiB, always the same one: making it is no part of the work. */
  BLOBS(
      new IntFunction<>() {
        private final byte[] blob = new byte[1 << 20];

        @Override
        public Serializable apply(int index) {
          return blob;
        }
      });

  /** A record as programs have them. */
  record Sample(int id, String name, double[] values) implements Serializable {
    private static final int VALUES = 64;
    private static final String NAME = "a name of a thing that is worth a record ".repeat(11);

    static Sample of(int id) {
      double[] values = new double[VALUES];
      java.util.Arrays.fill(values, id);
      return new Sample(id, NAME, values);
    }
  }

  private final IntFunction<Serializable> maker;

  Payload(IntFunction<Serializable> maker) {
    this.maker = maker;
  }

  /** The first so many items, made one by one as they are asked for. */
  Iterator<Serializable> items(int count) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count;
      }

      @Override
      public Serializable next() {
        if (next >= count) {
          throw new NoSuchElementException();
        }
        return maker.apply(next++);
      }
    };
  }
}
