package dev.headway.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A parcel as a child receives it.
 *
 * @param loader what knows the classes of inputs and results
 * @param loaders what knows those of the parcel, by the numbers that the parcel uses
 */
record Delivery(ClassLoader loader, Loaders loaders) {

  /** Reads what stands ahead of the parcel's bytes. */
  static Delivery of(Bytes payload, RemoteLoaders classes) throws BadFrameException {
    ClassLoader usual = classes.loader(payload.getInt());
    int count = payload.getInt();
    if (count < 0 || count > Loaders.MOST) {
      throw new BadFrameException("it has an impossible number of class loaders (" + count + ")");
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = payload.getInt();
    }
    return new Delivery(usual, new Renumbered(numbers, classes));
  }

  /** Makes what was sent. */
  @Nullable Object read(Bytes payload) throws IOException, ClassNotFoundException {
    return Serialization.read(
        payload.array(), payload.position(), payload.remaining(), loader, loaders);
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
  private record Renumbered(int[] numbers, RemoteLoaders classes) implements Loaders {
    @Override
    public int number(Class<?> type) {
      return UNKNOWN;
    }

    @Override
    public ClassLoader loader(int number) throws IOException {
      if (number < 0 || number > numbers.length) {
        throw new IOException("It names a class loader that it did not bring along.");
      }
      return classes.loader(number == SYSTEM ? SYSTEM : numbers[number - 1]);
    }
  }
}
