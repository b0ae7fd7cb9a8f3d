package dev.headway.internal.run;

import dev.headway.internal.text.UserText;
import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The source of a job's inputs. Each run opens it once.
 *
 * @param open gives the inputs; fails if they can be given only once and were
 * @param size how many there are, or null if that is not known
 * @param repeatable true if the inputs can be iterated over before the run, to weigh them
 * @param close gives back what the source holds
 */
public record InputSource<A extends @Nullable Object>(
    Supplier<Iterator<? extends A>> open,
    Supplier<@Nullable Long> size,
    boolean repeatable,
    Runnable close) {

  private static final Runnable NOTHING = () -> {};

  public static <A extends @Nullable Object> InputSource<A> of(Iterable<? extends A> inputs) {
    boolean collection = inputs instanceof Collection<?>;
    return new InputSource<>(
        inputs::iterator,
        () -> inputs instanceof Collection<?> all ? (long) all.size() : null,
        collection,
        NOTHING);
  }

  public static <A extends @Nullable Object> InputSource<A> of(Iterator<? extends A> inputs) {
    return new InputSource<>(once(() -> inputs), () -> null, false, NOTHING);
  }

  public static <A extends @Nullable Object> InputSource<A> of(Stream<? extends A> inputs) {
    // The iterator of a stream that does not split pulls one element at a time, as a lazy source
    // must.
    Spliterator<? extends A> split = inputs.sequential().spliterator();
    long exact = split.getExactSizeIfKnown();
    return new InputSource<>(
        once(() -> Spliterators.iterator(split)),
        () -> exact < 0 ? null : exact,
        false,
        inputs::close);
  }

  /** Closes the source. What that throws is of the user's code, and no outcome depends on it. */
  public void closeSafely() {
    try {
      close.run();
    } catch (Throwable e) {
      UserText.warn(InputSource.class, "The source failed when it was closed", e);
    }
  }

  private static <T> Supplier<T> once(Supplier<T> open) {
    AtomicBoolean used = new AtomicBoolean();
    return () -> {
      if (used.getAndSet(true)) {
        throw new IllegalStateException(
            "This job's source is an iterator or a stream, which can be gone over only once, and it"
                + " was. Give the job a collection, or make a new job.");
      }
      return open.get();
    };
  }
}
