package dev.headway.internal.dashboard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headway.internal.dashboard.model.Detail;
import dev.headway.internal.dashboard.model.Failures;
import dev.headway.internal.dashboard.model.JobModel;
import dev.headway.internal.dashboard.model.PrintedLines;
import dev.headway.internal.dashboard.model.ProcessModel;
import dev.headway.internal.dashboard.model.RunningTasks;
import dev.headway.internal.dashboard.model.Slowest;
import dev.headway.internal.dashboard.model.Troubles;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of one job, 25 rows a page. How long a list is, is told beside it. */
final class TableJson {
  static final int PAGE = 25;

  /** Writes one row, which is open. */
  private interface RowWriter<T> {
    void write(JsonGenerator json, T row) throws IOException;
  }

  private TableJson() {}

  /**
   * A list by its name; one that does not exist is empty.
   *
   * @param source where the lines of the job come from; null if that is not known
   */
  static String of(JobModel job, @Nullable ProcessModel source, String name, int page) {
    return Json.object(
        json -> {
          json.writeStringField("list", name);
          switch (name) {
            case "running" -> running(json, job, page);
            case "failures" -> failures(json, job, page);
            case "slowest" -> slowest(json, job, page);
            case "troubles" -> troubles(json, job, page);
            case "printed" ->
                printed(json, source == null ? new PrintedLines() : source.printed(), page);
            default -> rows(json, List.<Troubles.Trouble>of(), 0, TableJson::trouble);
          }
        });
  }

  private static void running(JsonGenerator json, JobModel job, int page) throws IOException {
    long now = job.latestMillis();
    json.writeNumberField("all", job.row().running());
    rows(
        json,
        job.running().byAge(),
        page,
        (to, task) -> {
          to.writeNumberField("index", task.index());
          to.writeStringField("input", task.input());
          to.writeNumberField("worker", task.worker());
          Json.number(to, "pid", task.pid());
          to.writeStringField("place", task.place());
          to.writeNumberField("seconds", Math.max(0, now - task.begun()) / 1e3);
          Json.number(to, "fraction", task.fraction());
          to.writeStringField("note", note(task));
        });
  }

  /** The words of the terminal. */
  private static String note(RunningTasks.Task task) {
    String state =
        switch (task.state()) {
          case "slow" -> "slow";
          case "stalled" -> "stalled";
          case "dead" -> "worker died";
          default -> "";
        };
    String holds = task.holdsUp() ? "holds up the results (in order)" : "";
    return String.join(
        ", ", List.of(state, holds, task.note()).stream().filter(each -> !each.isEmpty()).toList());
  }

  private static void failures(JsonGenerator json, JobModel job, int page) throws IOException {
    Failures failures = job.failures();
    json.writeNumberField("all", failures.count());
    json.writeNumberField("dropped", job.dropped());
    json.writeBooleanField("shortened", failures.areShortened());
    json.writeBooleanField("givenUp", failures.areGivenUp());
    json.writeArrayFieldStart("classes");
    for (var each :
        failures.classes().entrySet().stream()
            .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
            .limit(PAGE)
            .toList()) {
      json.writeStartObject();
      json.writeStringField("name", each.getKey());
      json.writeNumberField("count", each.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("classCount", failures.classes().size());
    rows(
        json,
        failures.first(),
        page,
        (to, failure) -> {
          to.writeNumberField("index", failure.index());
          to.writeStringField("input", failure.input());
          to.writeNumberField("worker", failure.worker());
          to.writeNumberField("attempt", failure.attempt());
          to.writeStringField("kind", failure.kind());
          to.writeNumberField("seconds", failure.seconds());
          to.writeNumberField("at", failure.atMillis() / 1e3);
          to.writeStringField("error", failure.error());
        });
  }

  private static void slowest(JsonGenerator json, JobModel job, int page) throws IOException {
    Detail detail = job.detail();
    List<Slowest.Task> tasks = detail == null ? List.of() : detail.slowest().all();
    json.writeBooleanField("givenUp", detail == null);
    rows(
        json,
        tasks,
        page,
        (to, task) -> {
          to.writeNumberField("index", task.index());
          to.writeStringField("input", task.input());
          to.writeNumberField("worker", task.worker());
          to.writeNumberField("seconds", task.seconds());
          to.writeBooleanField("exact", task.exact());
        });
  }

  private static void troubles(JsonGenerator json, JobModel job, int page) throws IOException {
    json.writeNumberField("all", job.troubles().count());
    rows(json, job.troubles().all(), page, TableJson::trouble);
  }

  private static void trouble(JsonGenerator json, Troubles.Trouble trouble) throws IOException {
    json.writeStringField("event", trouble.event());
    json.writeNumberField("worker", trouble.worker());
    json.writeStringField("text", trouble.text());
    json.writeNumberField("at", trouble.atMillis() / 1e3);
  }

  private static void printed(JsonGenerator json, PrintedLines lines, int page) throws IOException {
    json.writeNumberField("all", lines.count());
    json.writeBooleanField("givenUp", lines.areGivenUp());
    rows(
        json,
        lines.latest(),
        page,
        (to, line) -> {
          to.writeStringField("stream", line.stream());
          to.writeStringField("text", line.text());
          to.writeNumberField("at", line.atMillis());
        });
  }

  /** The page that is shown: a list may have become shorter since its last page was asked for. */
  static int clamped(int page, int rows) {
    return Math.max(0, Math.min(page, (rows - 1) / PAGE));
  }

  private static <T> void rows(JsonGenerator json, List<T> all, int page, RowWriter<T> writer)
      throws IOException {
    int shown = clamped(page, all.size());
    json.writeNumberField("kept", all.size());
    json.writeNumberField("page", shown);
    json.writeArrayFieldStart("rows");
    for (T row : all.stream().skip((long) shown * PAGE).limit(PAGE).toList()) {
      json.writeStartObject();
      writer.write(json, row);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
