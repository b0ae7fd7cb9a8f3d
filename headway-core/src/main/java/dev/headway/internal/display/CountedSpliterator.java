package dev.headway.internal.display;

import dev.headway.internal.loop.CallStack;
import dev.headway.internal.loop.LoopTracker;
import java.util.Comparator;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the elements that its stream has taken. The splits of a parallel stream share one
 * progress, which ends when the last split is exhausted.
 */
final class CountedSpliterator<T extends @Nullable Object> implements Spliterator<T> {
  private final Spliterator<T> source;
  private final ProgressHandle progress;
  private final AtomicInteger splits;
  private final LoopTracker loop;
  private boolean asked;
  private boolean exhausted;

  private CountedSpliterator(
      Spliterator<T> source, ProgressHandle progress, LoopTracker loop, AtomicInteger splits) {
    this.source = source;
    this.loop = loop;
    this.progress = progress;
    this.splits = splits;
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
   * Binds the loop to a short-circuiting operation, which lasts as long as the loop. If an iterator
   * takes the elements one by one, nothing is known of the loop.
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

  /** Ends the progress, as the stream was closed. With elements left, it was given up. */
  void close() {
    if (splits.get() > 0) {
      progress.stop();
    }
  }

  private void end() {
    if (!exhausted) {
      exhausted = true;
      loop.exit();
      if (splits.decrementAndGet() == 0) {
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
    splits.incrementAndGet();
    return new CountedSpliterator<>(half, progress, loop, splits);
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
