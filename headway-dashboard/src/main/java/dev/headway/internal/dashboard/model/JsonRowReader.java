package dev.headway.internal.dashboard.model;

import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import dev.headway.progress.Weight;
import org.jspecify.annotations.Nullable;

/** Makes of a line the row that the job's own terminal shows, so that both say the same. */
final class JsonRowReader {

  private JsonRowReader() {}

  static Row row(JsonLine line) {
    Row.Builder row = new Row.Builder();
    row.id = line.count("id");
    row.depth = (int) Math.min(100, line.count("depth"));
    row.label = line.text("label");
    row.unit = line.text("unit").equals("bytes") ? Unit.BYTES : Unit.ITEMS;
    Long total = line.whole("total");
    row.total = total == null || total < 0 ? null : total;
    row.counts =
        new Counts(
            line.count("succeeded"),
            line.count("failed"),
            line.count("timedOut"),
            line.count("crashed"),
            line.count("cancelled"),
            line.count("retried"),
            line.count("before"));
    row.running = (int) Math.min(Integer.MAX_VALUE, line.count("running"));
    row.workers = (int) Math.min(Integer.MAX_VALUE, line.count("workers"));
    row.starting = (int) Math.min(Integer.MAX_VALUE, line.count("starting"));
    row.typicalNanos = line.nanos("typicalSeconds");
    row.stalled = (int) Math.min(Integer.MAX_VALUE, line.count("stalled"));
    row.fraction = line.number("fraction");
    row.weight = weight(line);
    Long elapsed = line.nanos("elapsedSeconds");
    row.elapsedNanos = elapsed == null ? 0 : elapsed;
    Double rate = line.number("ratePerSecond");
    row.rate = rate == null || rate < 0 ? null : rate;
    row.forecast = forecast(line);
    row.state =
        switch (line.text("state")) {
          case "finished" -> Row.State.FINISHED;
          case "stopped" -> Row.State.STOPPED;
          default -> Row.State.RUNNING;
        };
    row.note = Texts.name(line.text("note"));
    return row.build();
  }

  private static @Nullable Weight weight(JsonLine line) {
    Long done = line.whole("weightDone");
    return done == null || done < 0
        ? null
        : new Weight(
            line.text("weightUnit").equals("bytes") ? Unit.BYTES : Unit.ITEMS,
            done,
            line.whole("weightTotal"));
  }

  private static @Nullable Forecast forecast(JsonLine line) {
    Long low = line.nanos("restLowSeconds");
    Long likely = line.nanos("restLikelySeconds");
    Long high = line.nanos("restHighSeconds");
    return low == null
            || likely == null
            || high == null
            || likely < Math.max(1, low)
            || high < likely
        ? null
        : new Forecast(low, likely, high);
  }
}
