package dev.headway.internal.run;

import dev.headway.internal.text.UserText;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are tried again, and after which pause.
 *
 * @param attempts how often a task is tried at most
 * @param retryable tells whether another attempt may help after an error
 * @param backoff the pause after the attempt of a number, from 1 on; null for the usual one
 */
public record RetryPolicy(
    int attempts, Predicate<? super Throwable> retryable, @Nullable IntFunction<Duration> backoff) {

  /** Refuses what makes no sense. */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "A task is tried at least once, not " + attempts + " times.");
    }
    Objects.requireNonNull(retryable, "retryable");
  }

  /** A century: with more, sums of nanoseconds would be too large. */
  static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** No task is tried again. */
  static final RetryPolicy NONE = new RetryPolicy(1, error -> true, null);

  private static final long FIRST_PAUSE_NANOS = 100_000_000L;
  private static final long MAX_PAUSE_NANOS = 30_000_000_000L;

  /** Returns the same policy with other attempts. */
  public RetryPolicy with(int most, Predicate<? super Throwable> which) {
    return new RetryPolicy(most, which, backoff);
  }

  /** Returns the same policy with other pauses. */
  public RetryPolicy with(IntFunction<Duration> pauses) {
    Objects.requireNonNull(pauses, "pause");
    return new RetryPolicy(attempts, retryable, pauses);
  }

  /** Returns true if a task that ended with an error in an attempt is tried again. */
  boolean triesAgain(int attempt, Throwable error) {
    if (attempt >= attempts) {
      return false;
    }
    try {
      return retryable.test(error);
    } catch (Throwable e) { // The user's code: its fault costs the further attempts alone.
      UserText.warn(RetryPolicy.class, "The condition of attempts() failed; no further attempt", e);
      return false;
    }
  }

  /** Returns the nanoseconds from the end of an attempt to the next one. */
  long pauseNanos(int attempt) {
    IntFunction<Duration> pauses = backoff;
    if (pauses != null) {
      try {
        Duration pause = pauses.apply(attempt);
        boolean tooLong = pause.compareTo(FOR_EVER) > 0;
        return Math.max(0, (tooLong ? FOR_EVER : pause).toNanos());
      } catch (Throwable e) { // As above: the usual pause takes its place.
        UserText.warn(RetryPolicy.class, "The function of backoff() failed; the usual pause", e);
      }
    }
    return Math.min(MAX_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(20, attempt - 1));
  }
}
