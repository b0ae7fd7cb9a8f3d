package dev.headway.internal.run;

import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.progress.DoneBefore;
import dev.headway.internal.resume.RunJournal;
import dev.headway.work.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Gives the consumer what earlier runs have done, without a worker. Used by the thread that reads
 * inputs, except for {@link #replayed}.
 */
final class Replay<A extends @Nullable Object, B extends @Nullable Object>
    implements SourceReader.EarlierRuns<A> {
  private final RunJournal<A, B> journal;
  private final ResultBuffer<Outcome<A, B>> buffer;
  private final DoneBefore before;
  private final EarlyEnd earlyEnd;
  private volatile long replayed; // Written by the reading thread.

  Replay(
      RunJournal<A, B> journal,
      ResultBuffer<Outcome<A, B>> buffer,
      DoneBefore before,
      EarlyEnd earlyEnd) {
    this.journal = journal;
    this.buffer = buffer;
    this.before = before;
    this.earlyEnd = earlyEnd;
  }

  @Override
  public @Nullable JournalKey key(A input) {
    try {
      return journal.key(input);
    } catch (Throwable e) { // The key may be of the user's code. No input is run without one.
      earlyEnd.giveUp(e);
      buffer.wake();
      return null;
    }
  }

  @Override
  public boolean replays(long index, A input, long weight) {
    Outcome<A, B> earlier;
    try {
      earlier = journal.earlier(index, input);
    } catch (Throwable e) { // The input is taken: without an outcome the run would never end.
      earlyEnd.giveUp(e);
      buffer.wake();
      return false;
    }
    if (earlier == null) {
      return false;
    }
    before.add(1, weight);
    buffer.publish(index, earlier);
    replayed = replayed + 1;
    return true;
  }

  @Override
  public boolean skips() {
    return journal.skips();
  }

  @Override
  public void signal() {
    buffer.signalConsumer();
  }

  @Override
  public boolean isOver() {
    return earlyEnd.isOver();
  }

  @Override
  public long replayed() {
    return replayed;
  }
}
