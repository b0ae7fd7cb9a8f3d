package dev.headway.progress;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An element counts when the next one is asked for: then the loop's body is done with it. */
final class CountedIterator<T extends @Nullable Object> implements Iterator<T> {
  private final Iterator<T> source;
  private Progress progress;
  private OpenLoop loop;
  private Slot done; // Written by the thread whose turn it is.
  private boolean inHand;
  private boolean entered;

  CountedIterator(Iterator<T> source, Progress progress) {
    this.source = source;
    this.progress = progress;
    this.loop = progress.openLoop();
    this.done = progress.loop();
  }

  @Override
  public boolean hasNext() {
    count();
    boolean more;
    try {
      more = source.hasNext();
    } catch (RuntimeException | Error e) {
      loop.exit();
      progress.stop();
      throw e;
    }
    if (!more) {
      loop.exit();
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
      loop.exit();
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
    if (inHand || !entered) { // Else hasNext has asked it just before.
      entered = true;
      if (!loop.asked()) {
        goOn();
      }
    }
    if (inHand) {
      inHand = false;
      done.add(1);
    }
  }

  /** It was taken for left, and was not: its bar goes on. */
  private void goOn() {
    long count = done.count();
    progress = progress.goOn();
    done = progress.loop();
    done.set(count);
    loop = progress.roamingLoop();
  }

  /** Nobody is going to ask for more. */
  void leave() {
    loop.exit();
    progress.stop();
  }
}
