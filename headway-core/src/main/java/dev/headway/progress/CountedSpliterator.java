package dev.headway.progress;

import java.util.Comparator;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the elements that the stream behind it took. The parts of a parallel stream share one
 * progress, which ends when the last part is exhausted.
 */
final class CountedSpliterator<T extends @Nullable Object> implements Spliterator<T> {
  private final Spliterator<T> source;
  private final Progress progress;
  private final AtomicInteger parts;
  private boolean exhausted;

  private CountedSpliterator(Spliterator<T> source, Progress progress, AtomicInteger parts) {
    this.source = source;
    this.progress = progress;
    this.parts = parts;
  }

  static <T extends @Nullable Object> Spliterator<T> whole(
      Spliterator<T> source, Progress progress) {
    return new CountedSpliterator<>(source, progress, new AtomicInteger(1));
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    boolean advanced;
    try {
      advanced = source.tryAdvance(action);
    } catch (RuntimeException | Error e) {
      progress.stop();
      throw e;
    }
    if (advanced) {
      progress.advance();
    } else {
      end();
    }
    return advanced;
  }

  @Override
  public void forEachRemaining(Consumer<? super T> action) {
    try {
      source.forEachRemaining(
          element -> {
            action.accept(element);
            progress.advance();
          });
    } catch (RuntimeException | Error e) {
      progress.stop();
      throw e;
    }
    end();
  }

  private void end() {
    if (!exhausted) {
      exhausted = true;
      if (parts.decrementAndGet() == 0) {
        progress.close();
      }
    }
  }

  @Override
  public @Nullable Spliterator<T> trySplit() {
    Spliterator<T> half = source.trySplit();
    if (half == null) {
      return null;
    }
    parts.incrementAndGet();
    return new CountedSpliterator<>(half, progress, parts);
  }

  @Override
  public long estimateSize() {
    return source.estimateSize();
  }

  @Override
  public long getExactSizeIfKnown() {
    return source.getExactSizeIfKnown();
  }

  @Override
  public int characteristics() {
    return source.characteristics();
  }

  @Override
  public Comparator<? super T> getComparator() {
    return source.getComparator();
  }
}
