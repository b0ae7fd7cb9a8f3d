package dev.headway.internal.dashboard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headway.internal.dashboard.model.JobModel;
import dev.headway.internal.dashboard.model.ProcessModel;
import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.RemainingTimeFormat;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one job, and the words that its own terminal makes of them: by the same code, so
 * that the page and the terminal say the same.
 */
final class JobJson {
  private static final String DASH = "–";

  private JobJson() {}

  static void write(JsonGenerator json, JobModel job, @Nullable ProcessModel source)
      throws IOException {
    Row row = job.row();
    json.writeNumberField("job", job.number());
    json.writeNumberField("process", job.process());
    json.writeNumberField("id", job.id());
    json.writeStringField("label", job.label());
    json.writeNumberField("depth", row.depth());
    json.writeStringField("state", job.outcome());
    json.writeBooleanField("unwritten", job.isUnwritten());
    json.writeStringField("program", source == null ? "" : source.program());
    json.writeStringField("source", source == null ? "" : source.name());
    Json.number(json, "heardMillis", source == null ? null : source.heardMillis());
    numbers(json, row);
    words(json, job, row);
  }

  private static void numbers(JsonGenerator json, Row row) throws IOException {
    Counts counts = row.counts();
    json.writeStringField("unit", row.unit().name().toLowerCase(java.util.Locale.ROOT));
    Json.number(json, "total", row.total());
    json.writeNumberField("succeeded", counts.succeeded());
    json.writeNumberField("failed", counts.failed());
    json.writeNumberField("timedOut", counts.timedOut());
    json.writeNumberField("crashed", counts.crashed());
    json.writeNumberField("cancelled", counts.cancelled());
    json.writeNumberField("retried", counts.retried());
    json.writeNumberField("before", counts.before());
    json.writeNumberField("running", row.running());
    json.writeNumberField("workers", row.workers());
    json.writeNumberField("stalled", row.stalled());
    Json.number(json, "fraction", Shares.fraction(row));
    json.writeNumberField("elapsedSeconds", row.elapsedNanos() / 1e9);
    Json.number(json, "ratePerSecond", row.rate());
    Forecast rest = row.forecast();
    Json.number(json, "restLowSeconds", rest == null ? null : (Double) (rest.lowNanos() / 1e9));
    Json.number(
        json, "restLikelySeconds", rest == null ? null : (Double) (rest.likelyNanos() / 1e9));
    Json.number(json, "restHighSeconds", rest == null ? null : (Double) (rest.highNanos() / 1e9));
  }

  private static void words(JsonGenerator json, JobModel job, Row row) throws IOException {
    Long percent = Shares.percent(row);
    Json.number(json, "percent", percent);
    json.writeBooleanField("byWeight", percent != null && Shares.needsByWeight(row));
    json.writeStringField("amount", AmountFormat.progress(row));
    json.writeStringField("exact", AmountFormat.exact(row.counts().settled(), row.unit()));
    json.writeStringField("problems", Formats.problems(row.counts()));
    json.writeStringField("elapsed", Formats.elapsed(row.elapsedNanos()));
    Double rate = row.rate();
    json.writeStringField("rate", rate == null ? "" : Formats.rate(rate, row.unit()));
    json.writeStringField("left", left(job, row));
    json.writeStringField("stalledWords", Formats.stalled(row));
    json.writeStringField("note", row.note());
  }

  /** What the terminal says of the time that is left, or why it says nothing. */
  private static String left(JobModel job, Row row) {
    Forecast forecast = row.forecast();
    if (!job.isRunning()) {
      return "";
    }
    if (forecast != null) {
      String more = RemainingTimeFormat.upTo(forecast);
      String range = RemainingTimeFormat.left(forecast, DASH);
      return more.isEmpty() ? range : range + " " + more;
    }
    Long total = row.total();
    if (total == null) {
      return "no total";
    }
    return Shares.done(row) >= total ? "" : "estimating";
  }
}
