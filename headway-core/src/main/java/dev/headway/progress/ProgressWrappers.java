package dev.headway.progress;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Puts a bar around what is already there. */
final class ProgressWrappers {

  private ProgressWrappers() {}

  static <T extends @Nullable Object> Progress.Loop<T> iterable(
      Display display, String label, Iterable<T> source) {
    return new CountedIterable<>(display, label, source);
  }

  /** Knows the iterations that go on, and keeps none of them alive. */
  private static final class CountedIterable<T extends @Nullable Object>
      implements Progress.Loop<T> {
    private final Display display;
    private final String label;
    private final Iterable<T> source;
    private final Set<Progress> begun =
        Collections.newSetFromMap(new WeakHashMap<>()); // Guarded by itself.

    CountedIterable(Display display, String label, Iterable<T> source) {
      this.display = display;
      this.label = label;
      this.source = source;
    }

    @Override
    public Iterator<T> iterator() {
      Long total = source instanceof Collection<?> all ? (long) all.size() : null;
      Iterator<T> iterator = source.iterator();
      Progress progress = Progress.begin(display, label, Unit.ITEMS, total, 0);
      synchronized (begun) {
        begun.add(progress);
      }
      return new CountedIterator<>(iterator, progress);
    }

    @Override
    public void close() {
      List<Progress> all;
      synchronized (begun) {
        all = List.copyOf(begun);
        begun.clear();
      }
      all.forEach(Progress::stop);
    }
  }

  static <T extends @Nullable Object> Iterator<T> iterator(
      Display display, String label, Iterator<T> source, @Nullable Long total) {
    return new CountedIterator<>(source, Progress.begin(display, label, Unit.ITEMS, total, 0));
  }

  static <T extends @Nullable Object> Stream<T> stream(
      Display display, String label, Stream<T> source) {
    Spliterator<T> split = source.spliterator();
    long size = split.getExactSizeIfKnown();
    Progress progress = Progress.begin(display, label, Unit.ITEMS, size < 0 ? null : size, 0);
    CountedSpliterator<T> counted = CountedSpliterator.whole(split, progress);
    return StreamSupport.stream(counted, source.isParallel())
        .onClose(source::close)
        .onClose(counted::close);
  }
}
