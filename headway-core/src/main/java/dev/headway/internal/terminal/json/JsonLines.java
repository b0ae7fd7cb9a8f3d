package dev.headway.internal.terminal.json;

import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Summary;
import dev.headway.progress.Unit;
import dev.headway.progress.Weight;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The objects that are described in {@code docs/json.md}. Safe for use by several threads. */
public final class JsonLines {
  private final InstantSource clock;
  private final long process = ProcessHandle.current().pid();

  public JsonLines(InstantSource clock) {
    this.clock = clock;
  }

  /** What every object begins with. */
  public JsonObject begin(String event) {
    return new JsonObject()
        .add("v", 1)
        .add("event", event)
        .add("at", clock.instant().toString())
        .add("process", process);
  }

  /** What every object about a progress begins with. */
  public JsonObject begin(String event, long id, String label) {
    return begin(event).add("id", id).add("label", label);
  }

  /** The numbers of a progress. */
  public JsonObject numbers(String event, Row row) {
    return describe(begin(event, row.id(), row.label()), row);
  }

  /** The last numbers of a progress, and what is to be said of it beyond these. */
  public JsonObject finished(Row row, @Nullable Summary summary) {
    JsonObject last = numbers("finished", row);
    if (summary != null) {
      JsonSummary.add(last, row, summary);
    }
    return last;
  }

  /** The same, without the inputs that took longest: they need not be in memory any more. */
  public JsonObject finishedBefore(Row row, @Nullable Summary summary) {
    JsonObject last = numbers("finished", row);
    if (summary != null) {
      JsonSummary.addWithoutInputs(last, row, summary);
    }
    return last;
  }

  /** That a task is slow, or stands still. */
  public JsonObject trouble(Row row, RunningTask task) {
    JsonObject object =
        begin(word(task.state()), row.id(), row.label())
            .add("index", task.index())
            .add("input", task.name())
            .add("worker", task.worker());
    String place = task.place();
    if (place != null) {
      object.add("place", place);
    }
    return object.add("seconds", JsonObject.seconds(task.ageNanos()));
  }

  /**
   * The tasks of a progress that run.
   *
   * @param note what is shown of what a task has begun, in words
   */
  public JsonObject running(Row row, Function<SubProgress, String> note) {
    return begin("running", row.id(), row.label())
        .add("running", row.running())
        .add("tasks", row.longest().stream().map(task -> task(task, note)).toList());
  }

  private static JsonObject task(RunningTask task, Function<SubProgress, String> note) {
    return new JsonObject()
        .add("index", task.index())
        .add("input", task.name())
        .add("worker", task.worker())
        .add("pid", task.pid())
        .add("place", task.place())
        .add("seconds", JsonObject.seconds(task.ageNanos()))
        .add("state", word(task.state()))
        .add("holdsUp", task.holdsUp())
        .add("note", task.parts().isEmpty() ? null : note.apply(task.parts().get(0)))
        .add("fraction", task.fraction())
        .add("parts", task.parts().stream().map(JsonLines::part).toList());
  }

  private static JsonObject part(SubProgress part) {
    return new JsonObject()
        .add("label", part.label())
        .add("unit", word(part.unit()))
        .add("done", part.done())
        .add("total", part.total());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject describe(JsonObject object, Row row) {
    Counts counts = row.counts();
    Forecast forecast = row.forecast();
    Weight weight = row.weight();
    return object
        .add("depth", row.depth())
        .add("state", word(row.state()))
        .add("unit", word(row.unit()))
        .add("total", row.total())
        .add("succeeded", counts.succeeded())
        .add("failed", counts.failed())
        .add("timedOut", counts.timedOut())
        .add("crashed", counts.crashed())
        .add("cancelled", counts.cancelled())
        .add("retried", counts.retried())
        .add("before", counts.before())
        .add("running", row.running())
        .add("workers", row.workers())
        .add("starting", row.starting())
        .add("stalled", row.stalled())
        .add("fraction", row.fraction())
        .add("weightUnit", weight != null && weight.unit() == Unit.BYTES ? "bytes" : null)
        .add("weightDone", weight == null ? null : weight.done())
        .add("weightTotal", weight == null ? null : weight.total())
        .add("elapsedSeconds", JsonObject.seconds(row.elapsedNanos()))
        .add("ratePerSecond", row.rate())
        .add("restLowSeconds", forecast == null ? null : seconds(forecast.lowNanos()))
        .add("restLikelySeconds", forecast == null ? null : seconds(forecast.likelyNanos()))
        .add("restHighSeconds", forecast == null ? null : seconds(forecast.highNanos()))
        .add("typicalSeconds", seconds(row.typicalNanos()))
        .add("note", row.note());
  }

  private static @Nullable Double seconds(@Nullable Long nanos) {
    return nanos == null ? null : JsonObject.seconds(nanos);
  }
}
