package dev.headway;

import dev.headway.work.Outcome;
import java.util.List;

/**
 * A run was cancelled while a thread waited for its results. That thread was interrupted, and its
 * interrupt status is set again; or another thread closed the results or the pool.
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
