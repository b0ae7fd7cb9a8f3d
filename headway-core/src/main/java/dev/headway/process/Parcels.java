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
    private final LoaderTable loaders;
    private final WeakReference<@Nullable ClassLoader> loader;
    private final byte[] bytes;

    private Parcel(
        Object function, LoaderTable loaders, @Nullable ClassLoader loader, byte[] bytes) {
      this.function = new WeakReference<>(function);
      this.loaders = loaders;
      this.loader = new WeakReference<>(loader);
      this.bytes = bytes;
    }

    /**
     * Serializes a function.
     *
     * @throws IOException if it, or what it captures, is not serializable
     * @throws UnsendableException if the bytes of one of its classes cannot be had
     */
    static Parcel of(Object function) throws IOException {
      LoaderTable loaders = new LoaderTable();
      Census census = new Census(loaders);
      Bytes bytes = new Bytes();
      Serialization.write(bytes, function, census);
      census.check();
      return new Parcel(
          function,
          loaders,
          usualLoader(function, loaders),
          Arrays.copyOf(bytes.array(), bytes.length()));
    }

    /**
     * The loader that is not of every JVM and knows most: that of the function's own code, which
     * need not be that of the class which wraps it; else the one that this thread would look with.
     */
    private static @Nullable ClassLoader usualLoader(Object function, LoaderTable loaders)
        throws IOException {
      if (loaders.size() > 0) {
        return loaders.loader(1);
      }
      ClassLoader own = function.getClass().getClassLoader();
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return context == null || Loaders.isSystem(context) ? own : context;
    }

    /** What knows the classes of inputs and results; null stands for the JDK's own. */
    @Nullable ClassLoader loader() {
      return loader.get();
    }

    /** Appends it for a child, in which loaders have other numbers. */
    void write(Bytes out, ClassSource classes) throws IOException {
      out.putInt(classes.number(loader()));
      out.putInt(loaders.size());
      for (int i = 1; i <= loaders.size(); i++) {
        out.putInt(classes.number(loaders.loader(i)));
      }
      out.write(bytes, 0, bytes.length);
    }

    /** Makes the function anew in this JVM. */
    @Nullable Object read() throws IOException, ClassNotFoundException {
      return Serialization.read(bytes, 0, bytes.length, loader(), loaders);
    }

    private boolean isSame(Parcel other) {
      return loader() == other.loader()
          && loaders.isSame(other.loaders)
          && Arrays.equals(bytes, other.bytes);
    }
  }

  private final List<Parcel> parcels = new ArrayList<>();

  /** Serializes a function for a new run: what it captured may have changed since the last one. */
  Parcel renew(TaskFunction<?, ?> function) throws IOException {
    Parcel parcel = Parcel.of(function);
    synchronized (parcels) {
      Parcel old = take(function);
      return keep(old != null && old.isSame(parcel) ? old : parcel);
    }
  }

  /** The parcel of a function, made now if there is none. */
  Parcel get(TaskFunction<?, ?> function) throws IOException {
    synchronized (parcels) {
      Parcel old = take(function);
      return keep(old != null ? old : Parcel.of(function));
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
}
