package dev.headway.terminal;

import dev.headway.internal.terminal.device.StreamTee;
import dev.headway.internal.terminal.json.JsonFailures;
import dev.headway.internal.terminal.json.JsonObject;
import dev.headway.internal.terminal.json.JsonSummary;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.Unit;
import dev.headway.progress.View;
import dev.headway.progress.Weight;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Prints one JSON object per line, for programs that watch this one: for each progress when it
 * begins, at most twice a second while it goes on, and exactly once when it ended; and in between
 * one for each task that failed, was tried again or takes far longer than the others, and for each
 * worker that was lost. What is unknown is {@code null}; all characters beyond ASCII are escaped,
 * so that the encoding does not matter. The fields are described in {@code docs/json.md}.
 *
 * <pre>{@code
 * {"v":1,"event":"progress","at":"2026-03-01T12:00:05.012Z","process":4711,"id":1,"depth":0,
 *  "label":"thumbnails","state":"running","unit":"items","total":40,"succeeded":11,"failed":1,...}
 * {"v":1,"event":"failed","at":"2026-03-01T12:00:05.100Z","process":4711,"id":1,"label":"thumbnails",
 *  "index":17,"input":"cat.png","worker":3,"attempt":1,"kind":"failed","seconds":0.71,
 *  "error":"java.io.IOException: truncated"}
 * }</pre>
 *
 * <p>{@link #show} is called by one thread at a time, while worker threads report failures. Nothing
 * has to be closed.
 */
public final class JsonView implements View {

  private static final long MIN_INTERVAL_NANOS = 500_000_000L;

  private final Supplier<PrintStream> target;
  private final InstantSource clock;
  private final long process = ProcessHandle.current().pid();
  private final Map<Long, JsonFailures> failures = new ConcurrentHashMap<>();
  private Map<Long, Long> printed = new HashMap<>();

  /** The reported states of tasks that are slow or stalled. */
  private Set<Told> reported = new HashSet<>();

  private record Told(long row, long index, int worker, RunningTask.State state) {}

  /** Makes a view that prints to the current {@code System.err}. */
  public JsonView() {
    this(() -> StreamTee.below(System.err));
  }

  /**
   * Prints to a stream.
   *
   * @param target where the lines go
   */
  public JsonView(PrintStream target) {
    this(() -> target);
  }

  JsonView(Supplier<PrintStream> target) {
    this(target, InstantSource.system());
  }

  JsonView(Supplier<PrintStream> target, InstantSource clock) {
    this.target = target;
    this.clock = clock;
  }

  @Override
  public ProgressListener failureListener(long id) {
    return failures.computeIfAbsent(id, row -> new JsonFailures());
  }

  @Override
  public void show(Snapshot snapshot) {
    Map<Long, Long> next = new HashMap<>();
    Set<Told> nextReported = new HashSet<>();
    for (Row row : snapshot.rows()) {
      Long before = printed.get(row.id());
      boolean ended = row.state() != Row.State.RUNNING;
      if (before == null && !ended) {
        print(row, "started");
        before = snapshot.nanos();
      }
      JsonFailures pending = ended ? failures.remove(row.id()) : failures.get(row.id());
      if (pending != null) {
        pending.drain(event -> target.get().println(event.writeTo(begin(row, event.name()))));
      }
      printSlow(row, nextReported);
      if (ended) {
        JsonObject last = describe(begin(row, "finished"), row);
        Summary summary = snapshot.summaries().get(row.id());
        if (summary != null) {
          JsonSummary.add(last, row, summary);
        }
        target.get().println(last);
      } else if (before != null && snapshot.nanos() - before >= MIN_INTERVAL_NANOS) {
        print(row, "progress");
        before = snapshot.nanos();
      }
      if (!ended) {
        next.put(row.id(), before);
      }
    }
    printed = next;
    reported = nextReported;
  }

  /** Reports once of each task that it is slow, or that its worker is stalled. */
  private void printSlow(Row row, Set<Told> nextReported) {
    for (RunningTask task : row.longest()) {
      if (task.state() == RunningTask.State.RUNNING || task.state() == RunningTask.State.DEAD) {
        continue; // The end of a dead worker has an event of its own.
      }
      Told now = new Told(row.id(), task.index(), task.worker(), task.state());
      if (nextReported.add(now) && !reported.contains(now)) {
        JsonObject object =
            begin(row, task.state().name().toLowerCase(Locale.ROOT))
                .add("index", task.index())
                .add("input", task.name())
                .add("worker", task.worker());
        String place = task.place();
        if (place != null) {
          object.add("place", place);
        }
        target.get().println(object.add("seconds", JsonObject.seconds(task.ageNanos())));
      }
    }
  }

  private void print(Row row, String event) {
    target.get().println(describe(begin(row, event), row));
  }

  /** What every object begins with. */
  private JsonObject begin(Row row, String event) {
    return new JsonObject()
        .add("v", 1)
        .add("event", event)
        .add("at", clock.instant().toString())
        .add("process", process)
        .add("id", row.id())
        .add("label", row.label());
  }

  private static JsonObject describe(JsonObject object, Row row) {
    Counts counts = row.counts();
    Forecast forecast = row.forecast();
    Weight weight = row.weight();
    return object
        .add("depth", row.depth())
        .add("state", row.state().name().toLowerCase(Locale.ROOT))
        .add("unit", row.unit().name().toLowerCase(Locale.ROOT))
        .add("total", row.total())
        .add("succeeded", counts.succeeded())
        .add("failed", counts.failed())
        .add("timedOut", counts.timedOut())
        .add("crashed", counts.crashed())
        .add("cancelled", counts.cancelled())
        .add("retried", counts.retried())
        .add("before", counts.before())
        .add("running", row.running())
        .add("stalled", row.stalled())
        .add("fraction", row.fraction())
        .add("weightUnit", weight != null && weight.unit() == Unit.BYTES ? "bytes" : null)
        .add("weightDone", weight == null ? null : weight.done())
        .add("weightTotal", weight == null ? null : weight.total())
        .add("elapsedSeconds", JsonObject.seconds(row.elapsedNanos()))
        .add("ratePerSecond", row.rate())
        .add("restLowSeconds", forecast == null ? null : JsonObject.seconds(forecast.lowNanos()))
        .add(
            "restLikelySeconds",
            forecast == null ? null : JsonObject.seconds(forecast.likelyNanos()))
        .add("restHighSeconds", forecast == null ? null : JsonObject.seconds(forecast.highNanos()))
        .add("note", row.note());
  }
}
