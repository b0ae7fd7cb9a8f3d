package dev.headway.cli.attach;

import dev.headway.progress.Accuracy;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Summary;
import dev.headway.progress.Unit;
import dev.headway.progress.Utilization;
import dev.headway.progress.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rows of the objects of a feed, as the program has them that serves it. */
final class FeedRowReader {
  private FeedRowReader() {}

  /** The numbers of {@code started}, {@code progress} and {@code finished}. */
  static Row row(FeedObject from) {
    Row.Builder row = new Row.Builder();
    row.id = from.count("id");
    row.depth = from.few("depth");
    row.label = from.text("label");
    row.unit = unit(from.text("unit"));
    row.total = from.number("total");
    row.counts =
        new Counts(
            from.count("succeeded"),
            from.count("failed"),
            from.count("timedOut"),
            from.count("crashed"),
            from.count("cancelled"),
            from.count("retried"),
            from.count("before"));
    row.running = from.few("running");
    row.workers = from.few("workers");
    row.starting = from.few("starting");
    row.stalled = from.few("stalled");
    row.fraction = from.real("fraction");
    Long weight = from.number("weightDone");
    row.weight =
        weight == null
            ? null
            : new Weight(unit(from.text("weightUnit")), weight, from.number("weightTotal"));
    Long elapsed = from.nanos("elapsedSeconds");
    row.elapsedNanos = elapsed == null ? 0 : elapsed;
    row.rate = from.real("ratePerSecond");
    row.forecast = forecast(from);
    row.state =
        switch (from.text("state")) {
          case "finished" -> Row.State.FINISHED;
          case "stopped" -> Row.State.STOPPED;
          default -> Row.State.RUNNING;
        };
    row.note = from.text("note");
    row.typicalNanos = from.nanos("typicalSeconds");
    Double margin = from.real("predictionMargin");
    Double held = from.real("predictionRangeHeld");
    // What lines say at the end needs these two alone.
    row.accuracy = margin == null || held == null ? null : new Accuracy(1, 0, margin, held);
    return row.build();
  }

  private static Unit unit(String word) {
    return word.equals("bytes") ? Unit.BYTES : Unit.ITEMS;
  }

  private static @Nullable Forecast forecast(FeedObject from) {
    Long low = from.nanos("restLowSeconds");
    Long likely = from.nanos("restLikelySeconds");
    Long high = from.nanos("restHighSeconds");
    if (low == null || likely == null || high == null) {
      return null;
    }
    long least = Math.max(0, low);
    long middle = Math.max(Math.max(1, least), likely);
    return new Forecast(least, middle, Math.max(middle, high));
  }

  /** The tasks of {@code running}. */
  static List<RunningTask> tasks(FeedObject from) {
    return from.objects("tasks").stream().map(FeedRowReader::task).toList();
  }

  private static RunningTask task(FeedObject from) {
    Long age = from.nanos("seconds");
    String place = from.text("place");
    RunningTask.State state =
        switch (from.text("state")) {
          case "slow" -> RunningTask.State.SLOW;
          case "stalled" -> RunningTask.State.STALLED;
          case "dead" -> RunningTask.State.DEAD;
          default -> RunningTask.State.RUNNING;
        };
    return new RunningTask(
        from.count("index"),
        from.text("input"),
        age == null ? 0 : age,
        from.few("worker"),
        from.number("pid"),
        place.isEmpty() ? null : place,
        state,
        from.isTrue("holdsUp"),
        from.objects("parts").stream()
            .map(
                part ->
                    new SubProgress(
                        part.text("label"),
                        unit(part.text("unit")),
                        part.count("done"),
                        part.number("total")))
            .toList());
  }

  /** What {@code finished} says beyond the numbers; null for what is no job. */
  static @Nullable Summary summary(FeedObject from) {
    if (!from.fields().containsKey("errors")) {
      return null;
    }
    Map<String, Long> errors = new LinkedHashMap<>();
    FeedObject counts = from.object("errors");
    counts.fields().keySet().forEach(name -> errors.put(name, counts.count(name)));
    List<Summary.Slow> slowest =
        from.objects("slowest").stream()
            .map(
                task -> {
                  Long nanos = task.nanos("seconds");
                  String input = task.text("input");
                  return new Summary.Slow(
                      task.count("index"), () -> input, nanos == null ? 0 : nanos);
                })
            .toList();
    return new Summary(utilization(from), errors, slowest, cluster(from));
  }

  private static @Nullable Utilization utilization(FeedObject from) {
    Double working = from.real("working");
    return working == null
        ? null
        : new Utilization(
            working,
            part(from, "sending"),
            part(from, "waitingForInput"),
            part(from, "waitingForConsumer"),
            part(from, "waitingForOrder"),
            part(from, "idle"));
  }

  private static double part(FeedObject from, String name) {
    Double part = from.real(name);
    return part == null ? 0 : part;
  }

  private static @Nullable ClusterUse cluster(FeedObject from) {
    Long tasks = from.number("clusterTasks");
    return tasks == null
        ? null
        : new ClusterUse(
            tasks,
            from.count("clusterRepeated"),
            from.few("lostExecutors"),
            from.count("clusterBytes"));
  }
}
