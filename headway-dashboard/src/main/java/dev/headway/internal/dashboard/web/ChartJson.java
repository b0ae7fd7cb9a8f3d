package dev.headway.internal.dashboard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headway.internal.dashboard.model.Detail;
import dev.headway.internal.dashboard.model.Durations;
import dev.headway.internal.dashboard.model.JobModel;
import dev.headway.internal.dashboard.model.JsonLine;
import dev.headway.internal.dashboard.model.Lanes;
import dev.headway.internal.dashboard.model.Series;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the charts of one job are drawn from. */
final class ChartJson {
  private static final int MAX_TASKS = 500;

  private ChartJson() {}

  /** The numbers over time, the durations, and what the end of the job says. */
  static String numbers(JobModel job) {
    return Json.object(
        json -> {
          series(json, job.series().all());
          durations(json, job.durations());
          JsonLine last = job.last();
          json.writeObjectFieldStart("end");
          if (last != null) {
            for (String name :
                List.of(
                    "working",
                    "sending",
                    "waitingForInput",
                    "waitingForConsumer",
                    "waitingForOrder",
                    "idle",
                    "predictionMargin",
                    "predictionRangeHeld")) {
              Json.number(json, name, last.number(name));
            }
          }
          json.writeEndObject();
        });
  }

  private static void series(JsonGenerator json, List<Series.Point> points) throws IOException {
    json.writeArrayFieldStart("points");
    for (Series.Point point : points) {
      json.writeStartObject();
      json.writeNumberField("seconds", point.seconds());
      json.writeNumberField("ended", point.ended());
      json.writeNumberField("running", point.running());
      json.writeNumberField("workers", point.workers());
      json.writeNumberField("stalled", point.stalled());
      Json.number(json, "low", point.low());
      Json.number(json, "likely", point.likely());
      Json.number(json, "high", point.high());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void durations(JsonGenerator json, Durations durations) throws IOException {
    json.writeNumberField("seen", durations.all());
    json.writeArrayFieldStart("durations");
    for (int bar = 0; bar < durations.bars(); bar++) {
      if (durations.count(bar) > 0) {
        json.writeStartObject();
        json.writeNumberField("bar", bar);
        json.writeNumberField("upTo", durations.upTo(bar));
        json.writeNumberField("count", durations.count(bar));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /** What the workers did in a part of the time, in at most {@code most} buckets. */
  static String workers(JobModel job, long from, long to, int most) {
    return Json.object(
        json -> {
          Detail detail = job.detail();
          long end = to <= from ? Math.max(from + 1, job.latestMillis()) : to;
          json.writeBooleanField("givenUp", detail == null);
          json.writeNumberField("latest", job.latestMillis());
          json.writeNumberField("to", end);
          if (detail == null) {
            return;
          }
          Lanes.View view = detail.workers(from, end, most);
          json.writeNumberField("from", view.from());
          json.writeNumberField("width", view.width());
          json.writeNumberField("count", view.count());
          json.writeBooleanField("cut", view.cut());
          json.writeNumberField("keptFrom", view.keptFrom());
          json.writeArrayFieldStart("lanes");
          for (Map.Entry<Integer, Lanes.Buckets> lane : view.lanes().entrySet()) {
            lane(json, lane.getKey(), lane.getValue(), view.width());
          }
          json.writeEndArray();
          tasks(json, detail, from, end);
        });
  }

  private static void lane(JsonGenerator json, int worker, Lanes.Buckets lane, long width)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("worker", worker);
    Json.array(json, "busy", percent(lane.busy(), width));
    Json.array(json, "dead", percent(lane.dead(), width));
    Json.array(json, "failed", lane.failed());
    json.writeNumberField("ended", sum(lane.ended()));
    json.writeNumberField("longest", max(lane.longest()) / 1e3);
    json.writeEndObject();
  }

  private static int[] percent(int[] millis, long width) {
    int[] percent = new int[millis.length];
    for (int i = 0; i < millis.length; i++) {
      percent[i] = (int) (millis[i] * 100L / width);
    }
    return percent;
  }

  private static long sum(int[] values) {
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  private static int max(int[] values) {
    int max = 0;
    for (int value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** Single tasks, if they are so few that each can be seen. */
  private static void tasks(JsonGenerator json, Detail detail, long from, long to)
      throws IOException {
    int found = detail.ended().countIn(from, to);
    json.writeNumberField("taskCount", found);
    json.writeNumberField("tasksKept", detail.ended().kept());
    json.writeNumberField("tasksSeen", detail.ended().count());
    json.writeArrayFieldStart("tasks");
    if (found <= MAX_TASKS) {
      detail
          .ended()
          .read(
              from,
              to,
              MAX_TASKS,
              (index, worker, begun, ended, failed) ->
                  task(json, new long[] {index, worker, begun, ended, failed ? 1 : 0}));
    }
    json.writeEndArray();
  }

  private static void task(JsonGenerator json, long[] values) {
    try {
      json.writeArray(values, 0, values.length);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // Not in memory.
    }
  }
}
