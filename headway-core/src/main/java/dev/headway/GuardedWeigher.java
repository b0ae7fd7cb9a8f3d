package dev.headway;

import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A weigher of which nothing that it throws ends a job. */
record GuardedWeigher<A extends @Nullable Object>(Weigher<? super A> weigher)
    implements ToLongFunction<A> {
  GuardedWeigher {
    Objects.requireNonNull(weigher, "weigher");
  }

  @Override
  public long applyAsLong(A input) {
    try {
      return weigher.weigh(input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It is meant for the reader of the inputs.
      return 0;
    } catch (Throwable e) { // Errors too, as of a task: it costs the weight of this input alone.
      return 0; // As documented: what cannot be weighed has no share in the progress.
    }
  }
}
