package dev.headway.terminal;

import dev.headway.progress.Accuracy;
import dev.headway.progress.Occupation;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;

/** What is said of a job when it is over, as fields of a JSON object. */
final class JsonSummary {

  private JsonSummary() {}

  static void add(JsonObject object, Row row, Summary summary) {
    JsonObject errors = new JsonObject();
    summary.errors().forEach(errors::add);
    object
        .add("errors", errors)
        .add(
            "slowest",
            summary.slowest().stream()
                .map(
                    task ->
                        new JsonObject()
                            .add("index", task.index())
                            .add("input", task.input())
                            .add("seconds", JsonObject.seconds(task.nanos())))
                .toList());
    Occupation occupation = summary.occupation();
    if (occupation != null) {
      object
          .add("working", occupation.working())
          .add("sending", occupation.sending())
          .add("waitingForInput", occupation.waitingForInput())
          .add("waitingForConsumer", occupation.waitingForConsumer())
          .add("waitingForOrder", occupation.waitingForOrder())
          .add("idle", occupation.idle());
    }
    Accuracy accuracy = row.accuracy();
    if (accuracy != null) {
      object
          .add("predictionMargin", accuracy.margin())
          .add("predictionRangeHeld", accuracy.rangeHeld());
    }
  }
}
