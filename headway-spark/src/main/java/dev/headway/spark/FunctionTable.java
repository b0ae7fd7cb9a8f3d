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

/** Functions in serialized form, each made once for all its batches. Safe for several threads. */
final class FunctionTable {
  private static final int KEPT = 16;

  /**
   * A function on its way.
   *
   * @param id its name, which no other function has
   * @param bytes its serialized form
   * @param loader what knows the classes of its results
   * @param function the function itself
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Entry(
      String id, byte[] bytes, @Nullable ClassLoader loader, WeakReference<Object> function) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Serializes a function for a new run: what it captured may have changed since the last one.
   *
   * @throws IllegalArgumentException if it cannot travel
   */
  synchronized void renew(TaskFunction<?, ?> function) {
    Entry made = made(function);
    Entry old = take(function);
    entries.add(0, old != null && Arrays.equals(old.bytes(), made.bytes()) ? old : made);
    if (entries.size() > KEPT) {
      entries.remove(entries.size() - 1);
    }
  }

  /** A function in serialized form, made now if it is not known. */
  synchronized Entry get(TaskFunction<?, ?> function) {
    Entry old = take(function);
    Entry entry = old == null ? made(function) : old;
    entries.add(0, entry);
    if (entries.size() > KEPT) {
      entries.remove(entries.size() - 1);
    }
    return entry;
  }

  /** What knows the classes of a function, by its name; null if it is forgotten. */
  synchronized @Nullable ClassLoader loader(String id) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .map(Entry::loader)
        .findFirst()
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
      return new Entry(UUID.randomUUID().toString(), bytes, loader, new WeakReference<>(function));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw TaskErrors.unsendable(function, e);
    }
  }
}
