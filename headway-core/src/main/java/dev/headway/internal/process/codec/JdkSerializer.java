package dev.headway.internal.process.codec;

import dev.headway.internal.process.loader.ClassLoaders;
import dev.headway.internal.process.loader.RemoteClassLoader;
import dev.headway.internal.process.proxy.SerializationProxies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The JDK's serialization, with limits and with the class loader that knows the user's classes. */
public final class JdkSerializer {
  private static final long MAX_DEPTH = 20_000;

  private JdkSerializer() {}

  static void write(OutputStream out, @Nullable Object value) throws IOException {
    write(out, value, ClassLoaders.NONE);
  }

  /** The same, for a reader that knows class loaders by number. */
  public static void write(OutputStream out, @Nullable Object value, ClassLoaders loaders)
      throws IOException {
    try (ObjectOutputStream objects = new SubstitutingStream(out, loaders)) {
      objects.writeObject(value);
    }
  }

  static @Nullable public Object read(
      byte[] bytes, int offset, int length, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    return read(bytes, offset, length, loader, ClassLoaders.NONE);
  }

  /** The same, of what names its class loaders. */
  static @Nullable public Object read(
      byte[] bytes, int offset, int length, @Nullable ClassLoader loader, ClassLoaders loaders)
      throws IOException, ClassNotFoundException {
    return read(
        new LoadingStream(new ByteArrayInputStream(bytes, offset, length), loader, loaders),
        length);
  }

  /** The same, of a stream that has so many bytes. */
  static @Nullable Object read(ObjectInputStream in, int length)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream objects = in) {
      objects.setObjectInputFilter(limits(length));
      return objects.readObject();
    }
  }

  /**
   * Refuses what cannot have been written in so many bytes, so that a garbled worker cannot take
   * its parent's memory. An array has at least a byte for each element; hash tables, which announce
   * their capacity here too, at most eight places for each. A filter that is set for the whole JVM
   * would be replaced by this one, so both are asked.
   */
  private static @Nullable ObjectInputFilter limits(int length) {
    long maxArray = 8L * length + 4096;
    ObjectInputFilter limits =
        info ->
            info.arrayLength() > maxArray || info.depth() > MAX_DEPTH || info.references() > length
                ? ObjectInputFilter.Status.REJECTED
                : ObjectInputFilter.Status.UNDECIDED;
    return ObjectInputFilter.merge(limits, ObjectInputFilter.Config.getSerialFilter());
  }

  /** Lets substitutes travel for what cannot travel itself, wherever it stands in a value. */
  static class SubstitutingStream extends ObjectOutputStream {
    private final ClassLoaders loaders;

    SubstitutingStream(OutputStream out, ClassLoaders loaders) throws IOException {
      super(out);
      this.loaders = loaders;
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
      return SerializationProxies.of(object);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
      writeShort(loaders.number(type));
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
      writeShort(loaders.number(type));
    }
  }

  /** Resolves classes with the loader that is named, or a given one, not the one on the stack. */
  static class LoadingStream extends ObjectInputStream {
    private final @Nullable ClassLoader loader;
    private final ClassLoaders loaders;

    LoadingStream(InputStream in, @Nullable ClassLoader loader, ClassLoaders loaders)
        throws IOException {
      super(in);
      this.loader = loader;
      this.loaders = loaders;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return find(description.getName(), readShort());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description); // Knows the primitive types.
      }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names)
        throws IOException, ClassNotFoundException {
      int number = readShort();
      Class<?>[] interfaces = new Class<?>[names.length];
      ClassLoader definer = number == ClassLoaders.UNKNOWN ? loader : loaders.loader(number);
      for (int i = 0; i < names.length; i++) {
        interfaces[i] = find(names[i], number);
        if (!Modifier.isPublic(interfaces[i].getModifiers())) {
          definer = interfaces[i].getClassLoader(); // Only there can it be implemented.
        }
      }
      try {
        return Proxy.newProxyInstance(definer, interfaces, (proxy, method, given) -> null)
            .getClass();
      } catch (IllegalArgumentException e) {
        throw new ClassNotFoundException("a proxy of " + String.join(", ", names), e);
      }
    }

    private Class<?> find(String name, int number) throws IOException, ClassNotFoundException {
      if (number == ClassLoaders.SYSTEM && RemoteClassLoader.isOfHeadway(name)) {
        // Here it may have a loader of its own.
        return find(name, JdkSerializer.class.getClassLoader());
      }
      return find(name, number == ClassLoaders.UNKNOWN ? loader : loaders.loader(number));
    }

    private Class<?> find(String name, @Nullable ClassLoader first) throws ClassNotFoundException {
      try {
        return Class.forName(name, false, first);
      } catch (ClassNotFoundException e) {
        if (first == loader) {
          throw e;
        }
        return Class.forName(name, false, loader);
      }
    }
  }
}
