package dev.headway.internal.display;

import dev.headway.progress.Unit;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Wraps iterators and streams so that a bar counts them. */
public final class ProgressWrappers {

  private ProgressWrappers() {}

  public static <T extends @Nullable Object> Iterator<T> iterator(
      LiveDisplay display, String label, Iterator<T> source, @Nullable Long total) {
    return new CountedIterator<>(
        source, ProgressHandle.begin(display, label, Unit.ITEMS, total, 0));
  }

  public static <T extends @Nullable Object> Stream<T> stream(
      LiveDisplay display, String label, Stream<T> source) {
    Spliterator<T> split = source.spliterator();
    long size = split.getExactSizeIfKnown();
    ProgressHandle progress =
        ProgressHandle.begin(display, label, Unit.ITEMS, size < 0 ? null : size, 0);
    CountedSpliterator<T> counted = CountedSpliterator.whole(split, progress);
    return StreamSupport.stream(counted, source.isParallel())
        .onClose(source::close)
        .onClose(counted::close);
  }
}
