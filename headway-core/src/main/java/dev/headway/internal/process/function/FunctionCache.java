package dev.headway.internal.process.function;

import dev.headway.internal.process.codec.JdkSerializer;
import dev.headway.internal.process.codec.UnsendableException;
import dev.headway.internal.process.loader.ClassLoaders;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.loader.LoaderTable;
import dev.headway.internal.process.wire.GrowableBuffer;
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
public final class FunctionCache {
  private static final int KEPT = 64;

  /** A function ready for sending. Two are the same if they are the same object. */
  public static final class SerializedFunction {
    private final WeakReference<Object> function;
    private final LoaderTable loaders;
    private final WeakReference<@Nullable ClassLoader> loader;
    private final byte[] bytes;

    private SerializedFunction(
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
    public static SerializedFunction of(Object function) throws IOException {
      LoaderTable loaders = new LoaderTable();
      ClassCheck classCheck = new ClassCheck(loaders);
      GrowableBuffer buffer = new GrowableBuffer();
      JdkSerializer.write(buffer, function, classCheck);
      classCheck.check();
      return new SerializedFunction(
          function,
          loaders,
          usualLoader(function, loaders),
          Arrays.copyOf(buffer.array(), buffer.length()));
    }

    /**
     * The loader that is not of every JVM and knows most: that of the function's own code, which
     * need not be that of the class which wraps it; else the one that this thread would look with.
     * A loader of this thread that asks the first one knows more.
     */
    private static @Nullable ClassLoader usualLoader(Object function, LoaderTable loaders)
        throws IOException {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      if (loaders.size() > 0) {
        ClassLoader first = loaders.loader(1);
        return asks(context, first) ? context : first;
      }
      ClassLoader own = function.getClass().getClassLoader();
      return context == null || ClassLoaders.isSystem(context) ? own : context;
    }

    private static boolean asks(@Nullable ClassLoader loader, @Nullable ClassLoader other) {
      ClassLoader each = loader;
      while (each != null && each != other) {
        each = each.getParent();
      }
      return each != null && each == other;
    }

    /** What knows the classes of inputs and results; null stands for the JDK's own. */
    @Nullable
    public ClassLoader loader() {
      return loader.get();
    }

    /** Appends it for a worker, in which loaders have other numbers. */
    public void write(GrowableBuffer out, ClassServer classes) throws IOException {
      out.putInt(classes.number(loader()));
      out.putInt(loaders.size());
      for (int i = 1; i <= loaders.size(); i++) {
        out.putInt(classes.number(loaders.loader(i)));
      }
      out.write(bytes, 0, bytes.length);
    }

    /** Returns how many bytes it has in serialized form. */
    public int length() {
      return bytes.length;
    }

    /** Makes the function anew in this JVM. */
    @Nullable
    public Object read() throws IOException, ClassNotFoundException {
      return JdkSerializer.read(bytes, 0, bytes.length, loader(), loaders);
    }

    private boolean isSame(SerializedFunction other) {
      return loader() == other.loader()
          && loaders.isSame(other.loaders)
          && Arrays.equals(bytes, other.bytes);
    }
  }

  private final List<SerializedFunction> serializedFunctions = new ArrayList<>();

  /** Serializes a function for a new run: what it captured may have changed since the last one. */
  public SerializedFunction renew(TaskFunction<?, ?> function) throws IOException {
    SerializedFunction serializedFunction = SerializedFunction.of(function);
    synchronized (serializedFunctions) {
      SerializedFunction old = take(function);
      return keep(old != null && old.isSame(serializedFunction) ? old : serializedFunction);
    }
  }

  /** Returns a function in serialized form, made now if there is none. */
  public SerializedFunction get(TaskFunction<?, ?> function) throws IOException {
    synchronized (serializedFunctions) {
      SerializedFunction old = take(function);
      return keep(old != null ? old : SerializedFunction.of(function));
    }
  }

  private SerializedFunction keep(SerializedFunction serializedFunction) {
    serializedFunctions.add(serializedFunction);
    if (serializedFunctions.size() > KEPT) {
      serializedFunctions.remove(0);
    }
    return serializedFunction;
  }

  private @Nullable SerializedFunction take(TaskFunction<?, ?> function) {
    for (Iterator<SerializedFunction> all = serializedFunctions.iterator(); all.hasNext(); ) {
      SerializedFunction serializedFunction = all.next();
      Object its = serializedFunction.function.get();
      if (its == null) {
        all.remove();
      } else if (its == function) {
        all.remove();
        return serializedFunction;
      }
    }
    return null;
  }
}
