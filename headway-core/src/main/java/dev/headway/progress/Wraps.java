package dev.headway.progress;

import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Puts a bar around what is already there. */
final class Wraps {

  private Wraps() {}

  static <T extends @Nullable Object> Iterable<T> iterable(
      Display display, String label, Iterable<T> source) {
    return () -> {
      Long total = source instanceof Collection<?> all ? (long) all.size() : null;
      return iterator(display, label, source.iterator(), total);
    };
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
    Spliterator<T> counted = CountedSpliterator.whole(split, progress);
    return StreamSupport.stream(counted, source.isParallel())
        .onClose(source::close)
        .onClose(progress::close);
  }

  /** An element counts when the next one is asked for: then the loop's body is done with it. */
  private static final class CountedIterator<T extends @Nullable Object> implements Iterator<T> {
    private final Iterator<T> source;
    private final Progress progress;
    private final Slot done; // Written by the thread whose turn it is.
    private boolean inHand;

    CountedIterator(Iterator<T> source, Progress progress) {
      this.source = source;
      this.progress = progress;
      this.done = progress.loop();
    }

    @Override
    public boolean hasNext() {
      count();
      boolean more;
      try {
        more = source.hasNext();
      } catch (RuntimeException | Error e) {
        progress.stop();
        throw e;
      }
      if (!more) {
        progress.close();
      }
      return more;
    }

    @Override
    public T next() {
      count();
      T element;
      try {
        element = source.next();
      } catch (RuntimeException | Error e) {
        progress.stop();
        throw e;
      }
      inHand = true;
      return element;
    }

    @Override
    public void remove() {
      source.remove();
    }

    private void count() {
      if (inHand) {
        inHand = false;
        done.add(1);
      }
    }
  }
}
