package dev.headway.terminal;

import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints one JSON object per line and progress, for programs that watch this one: when a progress
 * begins, at most twice a second while it goes on, and exactly once when it ended. What is unknown
 * is {@code null}; all characters beyond ASCII are escaped, so that the encoding does not matter.
 *
 * <pre>{@code
 * {"id":1,"depth":0,"label":"thumbnails","state":"running","unit":"items","total":40,"succeeded":11,
 *  "failed":1,"crashed":0,"cancelled":0,"running":8,"stalled":0,"fraction":0.3,"elapsedSeconds":5.012,
 *  "ratePerSecond":3.2,"restLowSeconds":9.5,"restLikelySeconds":11.8,"restHighSeconds":14.1,"note":""}
 * }</pre>
 *
 * <p>{@link #show} is called by one thread at a time. Nothing has to be closed.
 */
public final class JsonView implements View {

  private static final long PACE_NANOS = 500_000_000L;

  private final Supplier<PrintStream> target;
  private Map<Long, Long> printed = new HashMap<>();

  /** Prints to whatever {@code System.err} is at that moment. */
  public JsonView() {
    this.target = () -> Tap.below(System.err);
  }

  /**
   * Prints to a stream.
   *
   * @param target where the lines go
   */
  public JsonView(PrintStream target) {
    this.target = () -> target;
  }

  @Override
  public void show(Snapshot snapshot) {
    Map<Long, Long> next = new HashMap<>();
    for (Row row : snapshot.rows()) {
      Long before = printed.get(row.id());
      boolean ended = row.state() != Row.State.RUNNING;
      if (ended || before == null || snapshot.nanos() - before >= PACE_NANOS) {
        target.get().println(object(row));
        before = snapshot.nanos();
      }
      if (!ended) {
        next.put(row.id(), before);
      }
    }
    printed = next;
  }

  /** A row as one JSON object without line feeds. */
  static String object(Row row) {
    Counts counts = row.counts();
    Forecast forecast = row.forecast();
    return new JsonObject()
        .add("id", row.id())
        .add("depth", row.depth())
        .add("label", row.label())
        .add("state", row.state().name().toLowerCase(Locale.ROOT))
        .add("unit", row.unit().name().toLowerCase(Locale.ROOT))
        .add("total", row.total())
        .add("succeeded", counts.succeeded())
        .add("failed", counts.failed())
        .add("timedOut", counts.timedOut())
        .add("crashed", counts.crashed())
        .add("cancelled", counts.cancelled())
        .add("retried", counts.retried())
        .add("running", row.running())
        .add("stalled", row.stalled())
        .add("fraction", row.fraction())
        .add("elapsedSeconds", seconds(row.elapsedNanos()))
        .add("ratePerSecond", row.rate())
        .add("restLowSeconds", forecast == null ? null : seconds(forecast.lowNanos()))
        .add("restLikelySeconds", forecast == null ? null : seconds(forecast.likelyNanos()))
        .add("restHighSeconds", forecast == null ? null : seconds(forecast.highNanos()))
        .add("note", row.note())
        .toString();
  }

  private static @Nullable Double seconds(long nanos) {
    return nanos / 1e9;
  }
}
