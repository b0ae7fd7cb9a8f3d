package dev.headway.internal.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch that a worker has and has not ended. Safe for use by several threads. */
interface InFlightBatch<A extends @Nullable Object> {
  /** Returns when the batch was taken. */
  long begun();

  /** Returns true if the calling thread performs the batch. */
  boolean isOwn();

  int size();

  /** Returns how many tasks have an outcome. */
  int settled();

  /** Returns the tasks without an outcome. */
  List<InputTask<A>> unreported();

  /** Returns how many bytes went to another process and back. */
  long bytesTransferred();

  /** Returns true if its unreported tasks wait for the end of the run. */
  boolean isLast();

  /** Returns a task of the batch as it goes back for another worker. */
  InputTask<A> givenBack(InputTask<A> task);
}
