package dev.headway.internal.run;

/** Why a run delivers no more, though it has not come to its end. */
public sealed interface StopReason {
  /** It was cancelled, by another thread or with its pool. */
  record Cancelled() implements StopReason {}

  /** No worker can be had, or one broke. */
  record GivenUp(Throwable fault) implements StopReason {}

  /** All that was taken is delivered, and then the source threw. */
  record SourceFailed(long taken, Throwable failure) implements StopReason {}
}
