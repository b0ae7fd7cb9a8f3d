package dev.headway.internal.process.function;

import dev.headway.internal.process.codec.UnsendableException;
import dev.headway.internal.process.loader.ClassFiles;
import dev.headway.internal.process.loader.ClassLoaders;
import dev.headway.internal.process.loader.LoaderTable;
import dev.headway.internal.process.loader.RemoteClassLoader;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the classes of a function, to see whether a worker could get them. */
final class ClassCheck implements ClassLoaders {
  private final LoaderTable loaders;
  private final Set<Class<?>> foreign = new LinkedHashSet<>();
  private boolean references;

  ClassCheck(LoaderTable loaders) {
    this.loaders = loaders;
  }

  @Override
  public int number(Class<?> type) {
    references |= type.getName().equals("org.codehaus.groovy.runtime.MethodClosure");
    int number = loaders.number(type);
    if (number != SYSTEM) {
      foreign.add(type);
    }
    return number;
  }

  @Override
  public @Nullable ClassLoader loader(int number) throws IOException {
    return loaders.loader(number);
  }

  /**
   * Looks for the bytes of all classes that no worker has by itself.
   *
   * @throws UnsendableException if those of a class cannot be had
   */
  void check() throws UnsendableException {
    if (references) {
      throw new UnsendableException(
          "Groovy does not let a worker process read a method reference, such as Type.&method; write"
              + " a closure that calls the method, { Type.method(it) }.dehydrate()");
    }
    for (Class<?> type : foreign) {
      Class<?> element = type;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      boolean made = element.isPrimitive() || Proxy.isProxyClass(element);
      if (!made
          && !RemoteClassLoader.isOfHeadway(element.getName())
          && !ClassFiles.isThere(element)) {
        throw new UnsendableException(ClassFiles.missing(element));
      }
    }
  }
}
