package dev.headway.internal.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that a worker was given and has not ended with. Safe for use by several threads. */
interface InFlightBatch<A extends @Nullable Object> {
  /** When they were taken. */
  long begun();

  /** True if the calling thread performs them. */
  boolean isOwn();

  int size();

  /** How many have an outcome. */
  int settled();

  /** Those without an outcome. */
  List<InputTask<A>> unreported();

  /** How many bytes went to another process and back for them. */
  long bytesTransferred();

  /** True if what is left of them waits for the end of the run. */
  boolean isLast();

  /** A task of these, for another worker to take. */
  InputTask<A> givenBack(InputTask<A> task);
}
