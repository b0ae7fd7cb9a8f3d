package dev.headway.internal.process.loader;

import dev.headway.internal.process.wire.BadFrameException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers for class loaders, in the order in which they were met. Keeps no loader alive. */
public final class LoaderTable implements ClassLoaders {
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  @Override
  public int number(Class<?> type) {
    return number(type.getClassLoader());
  }

  synchronized int number(@Nullable ClassLoader loader) {
    if (loader == null || ClassLoaders.isSystem(loader)) {
      return SYSTEM;
    }
    for (int i = 0; i < loaders.size(); i++) {
      if (loaders.get(i).get() == loader) {
        return i + 1;
      }
    }
    if (loaders.size() == MAX) {
      return UNKNOWN;
    }
    loaders.add(new WeakReference<>(loader));
    return loaders.size();
  }

  @Override
  public synchronized @Nullable ClassLoader loader(int number) throws IOException {
    if (number == SYSTEM) {
      return ClassLoader.getSystemClassLoader();
    }
    if (number < 1 || number > loaders.size()) {
      throw new BadFrameException("it names a class loader that there is not (" + number + ")");
    }
    return loaders.get(number - 1).get();
  }

  /** How many loaders have a number. */
  public synchronized int size() {
    return loaders.size();
  }

  /** True if another table has the same loaders under the same numbers. */
  public boolean isSame(LoaderTable other) {
    List<@Nullable ClassLoader> mine = living();
    List<@Nullable ClassLoader> theirs = other.living();
    boolean same = mine.size() == theirs.size();
    for (int i = 0; same && i < mine.size(); i++) {
      same = mine.get(i) == theirs.get(i);
    }
    return same;
  }

  private synchronized List<@Nullable ClassLoader> living() {
    List<@Nullable ClassLoader> living = new ArrayList<>();
    for (WeakReference<ClassLoader> each : loaders) {
      living.add(each.get());
    }
    return living;
  }
}
