package dev.headway.internal.display;

import dev.headway.internal.loop.CallStack;
import dev.headway.internal.loop.LoopTracker;
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
  private final ProgressHandle progress;
  private final AtomicInteger parts;
  private final LoopTracker loop;
  private boolean asked;
  private boolean exhausted;

  private CountedSpliterator(
      Spliterator<T> source, ProgressHandle progress, LoopTracker loop, AtomicInteger parts) {
    this.source = source;
    this.loop = loop;
    this.progress = progress;
    this.parts = parts;
  }

  static <T extends @Nullable Object> CountedSpliterator<T> whole(
      Spliterator<T> source, ProgressHandle progress) {
    return new CountedSpliterator<>(source, progress, progress.loopTracker(), new AtomicInteger(1));
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (!asked) {
      begin();
    }
    loop.asked();
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
    loop.enter(CallStack.here(), true);
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

  /**
   * One by one, elements go to an operation that may have enough before the end, and lasts until
   * then; or to an iterator, of which nothing is known.
   */
  private void begin() {
    asked = true;
    CallStack here = CallStack.here();
    if (!here.isEmpty() && here.top().getMethodName().equals("forEachWithCancel")) {
      loop.enter(here, true);
    } else {
      loop.roam();
    }
  }

  /** The stream was closed: if anything was left, it was given up. */
  void close() {
    if (parts.get() > 0) {
      progress.stop();
    }
  }

  private void end() {
    if (!exhausted) {
      exhausted = true;
      loop.exit();
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
    loop.roam(); // Any number of threads may be in it.
    parts.incrementAndGet();
    return new CountedSpliterator<>(half, progress, loop, parts);
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
