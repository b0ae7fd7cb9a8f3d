package dev.headway.internal.run;

/** Why a run delivers no more outcomes before its end. */
public sealed interface StopReason {
  /** The run was cancelled, by another thread or with its pool. */
  record Cancelled() implements StopReason {}

  /** No worker could be started, or one failed. */
  record GivenUp(Throwable fault) implements StopReason {}

  /** The source threw; all that was taken before is delivered. */
  record SourceFailed(long taken, Throwable failure) implements StopReason {}
}
