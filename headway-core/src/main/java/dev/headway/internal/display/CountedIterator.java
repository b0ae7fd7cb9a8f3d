package dev.headway.internal.display;

import dev.headway.internal.loop.LoopTracker;
import dev.headway.internal.progress.PaddedCounter;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An element counts when the next one is asked for: then the loop's body is done with it. Nothing
 * else refers to the iterator, and its fields do not change. So the compiler can optimize the
 * object away.
 */
final class CountedIterator<T extends @Nullable Object> implements Iterator<T> {
  private final Iterator<T> source;
  private final ProgressHandle progress;
  private final LoopTracker loop;
  private final PaddedCounter done; // Written by one thread at a time.
  private boolean uncounted;

  CountedIterator(Iterator<T> source, ProgressHandle progress) {
    this.source = source;
    this.progress = progress;
    this.loop = progress.loopTracker();
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
    uncounted = true;
    return element;
  }

  @Override
  public void remove() {
    source.remove();
  }

  private void count() {
    if (!loop.isIn(Thread.currentThread()) && !loop.asked()) {
      progress.goOn();
    }
    if (uncounted) {
      uncounted = false;
      done.add(1);
    }
  }
}
