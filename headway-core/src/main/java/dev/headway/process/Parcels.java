package dev.headway.process;

import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions in serialized form, so that all workers of a run get the same bytes and the work is
 * done once. Keeps the few that were used last, and no function alive. Safe for use by several
 * threads.
 */
final class Parcels {
  private static final int KEPT = 16;

  /** A function ready for sending. Two parcels are the same if they are the same object. */
  static final class Parcel {
    private final WeakReference<Object> function;
    private final WeakReference<ClassLoader> loader;
    private final byte[] bytes;

    Parcel(Object function, byte[] bytes) {
      this.function = new WeakReference<>(function);
      this.loader = new WeakReference<>(function.getClass().getClassLoader());
      this.bytes = bytes;
    }

    static Parcel of(Object function) throws IOException {
      return new Parcel(function, serialize(function));
    }

    /** What knows the classes of the function; null stands for the JDK's own. */
    @Nullable ClassLoader loader() {
      return loader.get();
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private final List<Parcel> parcels = new ArrayList<>();

  /** Serializes a function for a new run: what it captured may have changed since the last one. */
  Parcel renew(TaskFunction<?, ?> function) throws IOException {
    byte[] bytes = serialize(function);
    synchronized (parcels) {
      Parcel old = take(function);
      return keep(
          old != null && Arrays.equals(old.bytes, bytes) ? old : new Parcel(function, bytes));
    }
  }

  /** The parcel of a function, made now if there is none. */
  Parcel get(TaskFunction<?, ?> function) throws IOException {
    synchronized (parcels) {
      Parcel old = take(function);
      return keep(old != null ? old : new Parcel(function, serialize(function)));
    }
  }

  private Parcel keep(Parcel parcel) {
    parcels.add(parcel);
    if (parcels.size() > KEPT) {
      parcels.remove(0);
    }
    return parcel;
  }

  private @Nullable Parcel take(TaskFunction<?, ?> function) {
    for (Iterator<Parcel> all = parcels.iterator(); all.hasNext(); ) {
      Parcel parcel = all.next();
      Object its = parcel.function.get();
      if (its == null) {
        all.remove();
      } else if (its == function) {
        all.remove();
        return parcel;
      }
    }
    return null;
  }

  private static byte[] serialize(Object function) throws IOException {
    Bytes bytes = new Bytes();
    Serialization.write(bytes, function);
    return Arrays.copyOf(bytes.array(), bytes.length());
  }
}
