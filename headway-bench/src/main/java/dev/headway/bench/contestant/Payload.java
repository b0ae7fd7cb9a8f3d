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
  INTEGERS,
  /** An object with a text of its own and numbers, 1 KiB when it travels. */
  RECORDS,
  /** An array of 1 MiB. Each of a job is another: what is sent twice may travel once. */
  BLOBS;

  /** A record as programs have them. */
  @SuppressWarnings("ArrayRecordComponent") // As programs have them.
  record Sample(int id, String name, double[] values) implements Serializable {
    private static final int VALUES = 64;
    private static final String NAME = "a name of a thing that is worth a record ".repeat(11);

    static Sample of(int id) {
      double[] values = new double[VALUES];
      Arrays.fill(values, id);
      return new Sample(id, NAME + id, values);
    }
  }

  /** Makes items; what is large is made once for all jobs. */
  IntFunction<Serializable> maker() {
    return switch (this) {
      case INTEGERS -> Integer::valueOf;
      case RECORDS -> Sample::of;
      case BLOBS -> blobs(new ArrayList<>());
    };
  }

  private static IntFunction<Serializable> blobs(List<byte[]> made) {
    return index -> {
      while (made.size() <= index) {
        byte[] blob = new byte[1 << 20];
        Arrays.fill(blob, (byte) index);
        made.add(blob);
      }
      return made.get(index);
    };
  }

  /** The trivial work on a number. */
  static Serializable plusOne(Serializable number) {
    return (Integer) number + 1;
  }

  /** The work on what is large: none. */
  static Serializable same(Serializable item) {
    return item;
  }

  /** The first so many numbers, made one by one as they are asked for. */
  static Iterator<Serializable> numbers(int count) {
    return items(INTEGERS.maker(), count);
  }

  /** The first so many items, made one by one as they are asked for. */
  static Iterator<Serializable> items(IntFunction<Serializable> maker, int count) {
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
