package dev.headway.internal.process.function;

import dev.headway.internal.process.codec.JdkSerializer;
import dev.headway.internal.process.loader.ClassLoaders;
import dev.headway.internal.process.loader.RemoteClassLoaders;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A serialized function as a worker receives it.
 *
 * @param loader what knows the classes of inputs and results
 * @param loaders what knows the loaders of the function's own classes, by the numbers that it uses
 */
public record ReceivedFunction(ClassLoader loader, ClassLoaders loaders) {

  /** Reads what stands ahead of the function's bytes. */
  public static ReceivedFunction of(GrowableBuffer payload, RemoteClassLoaders classes)
      throws BadFrameException {
    ClassLoader usual = classes.loader(payload.getInt());
    int count = payload.getInt();
    if (count < 0 || count > ClassLoaders.MAX) {
      throw new BadFrameException("it has an impossible number of class loaders (" + count + ")");
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = payload.getInt();
    }
    return new ReceivedFunction(usual, new Renumbered(numbers, classes));
  }

  /** Makes what was sent. */
  @Nullable
  public Object read(GrowableBuffer payload) throws IOException, ClassNotFoundException {
    return JdkSerializer.read(
        payload.array(), payload.position(), payload.remaining(), loader, loaders);
  }

  @SuppressWarnings("ArrayRecordComponent") // They are never compared.
  private record Renumbered(int[] numbers, RemoteClassLoaders classes) implements ClassLoaders {
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
