package dev.headway;

import dev.headway.internal.run.Run;
import dev.headway.internal.run.StopReason;
import dev.headway.work.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes outcomes from a run, one ahead at most. For one thread. */
final class OutcomeIterator<A extends @Nullable Object, B extends @Nullable Object>
    implements Iterator<Outcome<A, B>> {
  private final Run<A, B> run;
  private @Nullable Outcome<A, B> ahead;
  private boolean ended;

  OutcomeIterator(Run<A, B> run) {
    this.run = run;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !ended) {
      try {
        ahead = run.next();
      } catch (InterruptedException e) {
        List<Outcome<?, ?>> known = run.cancelAndCollect();
        Thread.currentThread().interrupt();
        throw new JobCancelledException(
            "The thread that waited for results was interrupted; the run was cancelled.", known);
      }
      if (ahead == null) {
        StopReason stopReason = run.finish();
        ended = stopReason == null || stopReason instanceof StopReason.SourceFailed;
        if (stopReason != null) {
          throw exception(stopReason);
        }
      }
    }
    return ahead != null;
  }

  private JobException exception(StopReason stopReason) {
    if (stopReason instanceof StopReason.SourceFailed failed) {
      return new SourceFailedException(failed.taken(), failed.failure(), List.of());
    }
    List<Outcome<?, ?>> known = run.cancelAndCollect();
    return stopReason instanceof StopReason.GivenUp broken
        ? JobException.givenUp(broken.fault(), known)
        : new JobCancelledException(
            "The results were closed, by another thread or with their pool, before all were"
                + " delivered.",
            known);
  }

  @Override
  public Outcome<A, B> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All results were delivered.");
    }
    Outcome<A, B> next = Objects.requireNonNull(ahead);
    ahead = null;
    return next;
  }
}
