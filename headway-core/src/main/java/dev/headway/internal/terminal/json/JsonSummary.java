package dev.headway.internal.terminal.json;

import dev.headway.progress.Accuracy;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;
import dev.headway.progress.Utilization;

/** The summary of a job, as fields of a JSON object. */
final class JsonSummary {

  private JsonSummary() {}

  static void add(JsonObject object, Row row, Summary summary) {
    object.add(
        "slowest",
        summary.slowest().stream()
            .map(
                task ->
                    new JsonObject()
                        .add("index", task.index())
                        .add("input", task.input())
                        .add("seconds", JsonObject.seconds(task.nanos())))
            .toList());
    addWithoutInputs(object, row, summary);
  }

  static void addWithoutInputs(JsonObject object, Row row, Summary summary) {
    JsonObject errors = new JsonObject();
    summary.errors().forEach(errors::add);
    object.add("errors", errors);
    Utilization utilization = summary.utilization();
    if (utilization != null) {
      object
          .add("working", utilization.working())
          .add("sending", utilization.sending())
          .add("waitingForInput", utilization.waitingForInput())
          .add("waitingForConsumer", utilization.waitingForConsumer())
          .add("waitingForOrder", utilization.waitingForOrder())
          .add("idle", utilization.idle());
    }
    ClusterUse cluster = summary.cluster();
    if (cluster != null) {
      object
          .add("clusterTasks", cluster.tasks())
          .add("clusterRepeated", cluster.repeated())
          .add("lostExecutors", cluster.lostExecutors())
          .add("clusterBytes", cluster.bytes());
    }
    Accuracy accuracy = row.accuracy();
    if (accuracy != null) {
      object
          .add("predictionMargin", accuracy.margin())
          .add("predictionRangeHeld", accuracy.rangeHeld());
    }
  }
}
