package dev.headway.spark;

import dev.headway.internal.process.client.TaskErrors;
import dev.headway.internal.process.function.FunctionCache.SerializedFunction;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Functions in serialized form, each made once for all its batches. One is kept as long as its
 * function is, within bounds: runs at the same time each have one. Safe for several threads.
 */
final class FunctionTable {
  /** So many are kept in any case: executors may ask for classes of a run that is over. */
  private static final int KEPT = 16;

  private static final int MAX = 1024;
  private static final long MAX_BYTES = 64L << 20;

  /**
   * A function on its way.
   *
   * @param id its name, which no other function has
   * @param bytes its serialized form
   * @param classes what knows the classes of its results
   * @param function the function itself
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Entry(
      String id,
      byte[] bytes,
      WeakReference<@Nullable ClassLoader> classes,
      WeakReference<Object> function) {
    /** What knows the classes of its results; null stands for the JDK's own. */
    @Nullable ClassLoader loader() {
      return classes.get();
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Serializes a function for a new run: what it captured may have changed since the last one.
   *
   * @throws IllegalArgumentException if it cannot travel
   */
  synchronized void renew(TaskFunction<?, ?> function) {
    Entry made = made(function);
    Entry old = take(function);
    add(old != null && Arrays.equals(old.bytes(), made.bytes()) ? old : made);
  }

  private void add(Entry entry) {
    entries.add(0, entry);
    long bytes = entries.stream().mapToLong(each -> each.bytes().length).sum();
    for (int i = entries.size() - 1; i >= KEPT; i--) { // The one that was used last is first.
      Entry each = entries.get(i);
      if (each.function().get() == null || entries.size() > MAX || bytes > MAX_BYTES) {
        bytes -= each.bytes().length;
        entries.remove(i);
      }
    }
  }

  /** How many are kept. */
  synchronized int size() {
    return entries.size();
  }

  /** A function in serialized form, made now if it is not known. */
  synchronized Entry get(TaskFunction<?, ?> function) {
    Entry old = take(function);
    Entry entry = old == null ? made(function) : old;
    add(entry);
    return entry;
  }

  /** What knows the classes of a function, by its name; null if it is forgotten. */
  synchronized @Nullable ClassLoader loader(String id) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .map(Entry::loader) // Null if it is gone.
        .orElse(null);
  }

  private @Nullable Entry take(TaskFunction<?, ?> function) {
    for (Entry entry : entries) {
      if (entry.function().get() == function) {
        entries.remove(entry);
        return entry;
      }
    }
    return null;
  }

  private static Entry made(TaskFunction<?, ?> function) {
    try {
      // Also says whether the bytes of its classes can be had, in the words of worker processes.
      ClassLoader loader = SerializedFunction.of(function).loader();
      byte[] bytes = WireFunction.bytes(function);
      return new Entry(
          UUID.randomUUID().toString(),
          bytes,
          new WeakReference<>(loader),
          new WeakReference<>(function));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw TaskErrors.unsendable(function, e);
    }
  }
}
