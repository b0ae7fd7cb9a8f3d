package dev.headway.bench.contestant;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** What the items are. */
enum Payload {
  /** A boxed number. */
  INTEGERS(Integer::valueOf),
  /** An object with a text and numbers, 1 KiB when it travels. */
  RECORDS(Sample::of),
  /** An array of 1 MiB. Each of a job is another: what is sent twice may travel once. */
  BLOBS(
      new IntFunction<>() {
        private final List<byte[]> blobs = new ArrayList<>();

        @Override
        public Serializable apply(int index) {
          while (blobs.size() <= index) {
            byte[] blob = new byte[1 << 20];
            Arrays.fill(blob, (byte) index);
            blobs.add(blob);
          }
          return blobs.get(index);
        }
      });

  /** A record as programs have them. */
  record Sample(int id, String name, double[] values) implements Serializable {
    private static final int VALUES = 64;
    private static final String NAME = "a name of a thing that is worth a record ".repeat(11);

    static Sample of(int id) {
      double[] values = new double[VALUES];
      Arrays.fill(values, id);
      return new Sample(id, NAME, values);
    }
  }

  private final IntFunction<Serializable> maker;

  Payload(IntFunction<Serializable> maker) {
    this.maker = maker;
  }

  /** The trivial work on a number. */
  static Serializable plusOne(Serializable number) {
    return (Integer) number + 1;
  }

  /** The work on what is large: none. */
  static Serializable same(Serializable item) {
    return item;
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
