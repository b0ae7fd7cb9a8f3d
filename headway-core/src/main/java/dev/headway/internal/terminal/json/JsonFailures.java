package dev.headway.internal.terminal.json;

import dev.headway.internal.text.UserText;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.TaskEnd;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one job that are not printed yet. A thread that reports a failure never waits for
 * the reader of the lines. If there are too many failures at once, only their number is kept.
 */
public final class JsonFailures implements ProgressListener {

  /** More failures in a tenth of a second are of no use to a reader. */
  private static final int MAX = 10_000;

  private static final int MAX_INPUT_LENGTH = 200;
  private static final int MAX_ERROR_LENGTH = 4_000;

  /** The fields of one object that are specific to its event. */
  public record Entry(String name, Consumer<JsonObject> fields) {
    public JsonObject writeTo(JsonObject object) {
      fields.accept(object);
      return object;
    }
  }

  // Guarded by this.
  private final Queue<Entry> waiting = new ArrayDeque<>();
  private long dropped;

  @Override
  public void on(ProgressEvent event) {
    Entry failure = failure(event);
    if (failure != null) {
      add(failure);
    }
  }

  private synchronized void add(Entry failure) {
    if (waiting.size() < MAX) {
      waiting.add(failure);
    } else {
      dropped++;
    }
  }

  /** Passes on the waiting failures, in order. */
  public void drain(Consumer<Entry> to) {
    for (Entry next = poll(); next != null; next = poll()) {
      to.accept(next);
    }
  }

  private synchronized @Nullable Entry poll() {
    Entry next = waiting.poll();
    if (next == null && dropped > 0) {
      long count = dropped;
      dropped = 0;
      return new Entry("dropped", object -> object.add("count", count));
    }
    return next;
  }

  /**
   * Texts that are immediately available are made now, since what they are made of may change; the
   * others by the thread that writes them.
   */
  private static @Nullable Entry failure(ProgressEvent event) {
    if (event instanceof ProgressEvent.TaskEnded ended) {
      return task(
          "failed",
          ended.index(),
          ended.input(),
          ended.worker(),
          ended.attempt(),
          ended.end(),
          ended.tookNanos(),
          ended.error());
    }
    if (event instanceof ProgressEvent.TaskRetried retried) {
      return task(
          "retried",
          retried.index(),
          retried.input(),
          retried.worker(),
          retried.attempt(),
          retried.end(),
          retried.tookNanos(),
          retried.error());
    }
    if (event instanceof ProgressEvent.WorkerLost lost) {
      Supplier<String> error = UserText.later(lost.error(), MAX_ERROR_LENGTH);
      return new Entry(
          "lost", object -> object.add("worker", lost.worker()).add("error", error.get()));
    }
    if (event instanceof ProgressEvent.WorkerReplaced replaced) {
      return new Entry("replaced", object -> object.add("worker", replaced.worker()));
    }
    return null;
  }

  private static Entry task(
      String name,
      long index,
      @Nullable Object input,
      int worker,
      int attempt,
      TaskEnd end,
      long nanos,
      @Nullable Throwable error) {
    Supplier<String> inputText = UserText.later(input, MAX_INPUT_LENGTH);
    Supplier<String> errorText = UserText.later(error, MAX_ERROR_LENGTH);
    String kind =
        switch (end) {
          case TIMED_OUT -> "timedOut";
          case CRASHED -> "crashed";
          case FAILED, SUCCEEDED -> "failed";
        };
    return new Entry(
        name,
        object ->
            object
                .add("index", index)
                .add("input", inputText.get())
                .add("worker", worker)
                .add("attempt", attempt)
                .add("kind", kind)
                .add("seconds", JsonObject.seconds(nanos))
                .add("error", errorText.get()));
  }
}
