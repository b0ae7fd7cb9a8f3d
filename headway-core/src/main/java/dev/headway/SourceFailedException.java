package dev.headway;

import dev.headway.work.Outcome;
import java.util.List;

/**
 * The source of a job threw. What was taken from it before was finished and delivered first. The
 * cause is what the source threw.
 */
public final class SourceFailedException extends JobException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private SourceFailedException(SourceFailedException same, List<Outcome<?, ?>> outcomes) {
    super(same.text(), same.getCause(), outcomes);
  }

  SourceFailedException(long taken, Throwable cause, List<Outcome<?, ?>> outcomes) {
    super("The source failed after " + taken + " inputs: " + textOf(cause), cause, outcomes);
  }

  @Override
  SourceFailedException after(List<Outcome<?, ?>> delivered) {
    return new SourceFailedException(this, joined(delivered));
  }
}
