package dev.headway;

import dev.headway.work.Outcome;
import java.util.List;

/**
 * A run was cancelled while somebody waited for its results: the waiting thread was interrupted
 * (its interrupt status is set again), or the results or the pool were closed by another thread.
 */
public final class JobCancelledException extends JobException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  JobCancelledException(String why, List<Outcome<?, ?>> outcomes) {
    super(why, null, outcomes);
  }

  @Override
  JobCancelledException after(List<Outcome<?, ?>> delivered) {
    return new JobCancelledException(text(), joined(delivered));
  }
}
