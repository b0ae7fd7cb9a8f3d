package dev.headway.internal.display;

import dev.headway.progress.Unit;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Counts each iteration over a source. It does not keep abandoned iterations in memory. */
public final class CountedIterable<T extends @Nullable Object>
    implements Iterable<T>, AutoCloseable {
  private final LiveDisplay display;
  private final String label;
  private final Iterable<T> source;
  private final Set<ProgressHandle> begun =
      Collections.newSetFromMap(new WeakHashMap<>()); // Guarded by itself.

  public CountedIterable(LiveDisplay display, String label, Iterable<T> source) {
    this.display = display;
    this.label = label;
    this.source = source;
  }

  @Override
  public Iterator<T> iterator() {
    Long total = source instanceof Collection<?> all ? (long) all.size() : null;
    Iterator<T> iterator = source.iterator();
    ProgressHandle progress = ProgressHandle.begin(display, label, Unit.ITEMS, total, 0);
    synchronized (begun) {
      begun.add(progress);
    }
    return new CountedIterator<>(iterator, progress);
  }

  /** Ends the iterations that did not come to their end, as stopped. */
  @Override
  public void close() {
    List<ProgressHandle> all;
    synchronized (begun) {
      all = List.copyOf(begun);
      begun.clear();
    }
    all.forEach(ProgressHandle::stop);
  }
}
