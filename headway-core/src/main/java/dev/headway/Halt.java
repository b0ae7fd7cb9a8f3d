package dev.headway;

/** Why a run delivers no more, though it has not come to its end. */
sealed interface Halt {
  /** It was cancelled, by another thread or with its pool. */
  record Cancelled() implements Halt {}

  /** No worker can be had, or one broke. */
  record GivenUp(Throwable fault) implements Halt {}

  /** All that was taken is delivered, and then the source threw. */
  record SourceFailed(long taken, Throwable failure) implements Halt {}
}
