package dev.headway.cli.attach;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.TaskEnd;
import dev.headway.work.RemoteTaskException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes events of the objects of a feed, for the views that show them. */
final class EventReader {
  /** What most exceptions say of themselves: their class, and their message if they have one. */
  private static final Pattern NAMED =
      Pattern.compile("((?:\\w+\\.)+[\\w$]+)(?:: (.*))?", Pattern.DOTALL);

  private EventReader() {}

  /**
   * The event of an object.
   *
   * @param nanos the time now, by the clock of the view
   * @return null if it is none of those that views are told of
   */
  static @Nullable ProgressEvent event(FeedObject from, long nanos) {
    String job = from.text("label");
    Long took = from.nanos("seconds");
    return switch (from.text("event")) {
      case "failed" ->
          new ProgressEvent.TaskEnded(
              nanos,
              job,
              from.count("index"),
              from.few("worker"),
              error(from),
              end(from),
              from.few("attempt"),
              from.text("input"),
              took == null ? 0 : took);
      case "retried" ->
          new ProgressEvent.TaskRetried(
              nanos,
              job,
              from.count("index"),
              from.few("worker"),
              error(from),
              end(from),
              from.few("attempt"),
              from.text("input"),
              took == null ? 0 : took);
      case "lost" -> new ProgressEvent.WorkerLost(nanos, job, from.few("worker"), error(from));
      case "replaced" -> new ProgressEvent.WorkerReplaced(nanos, job, from.few("worker"));
      default -> null;
    };
  }

  private static TaskEnd end(FeedObject from) {
    return switch (from.text("kind")) {
      case "timedOut" -> TaskEnd.TIMED_OUT;
      case "crashed" -> TaskEnd.CRASHED;
      default -> TaskEnd.FAILED;
    };
  }

  private static Throwable error(FeedObject from) {
    String text = from.text("error");
    Matcher named = NAMED.matcher(text);
    return named.matches()
        ? new RemoteTaskException(named.group(1), named.group(2), null)
        : new RemoteTaskException(text, null, null);
  }
}
