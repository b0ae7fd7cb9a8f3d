package dev.headway.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headway.cli.report.ProgressSamples.Sample;
import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** A report for programs: one object of JSON. What is unknown is null. */
final class JsonReport {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;
  private static final int MOST_SLOTS = 1000;
  private static final int MOST_GROUPS = 1000;

  private final ReportData data;
  private final JsonGenerator json;

  private JsonReport(ReportData data, JsonGenerator json) {
    this.data = data;
    this.json = json;
  }

  static String text(ReportData data) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", "report");
      new JsonReport(data, json).fields();
      json.writeEndObject();
    }
    return text.toString();
  }

  private void fields() throws IOException {
    json.writeStringField("file", data.name());
    json.writeStringField("format", data.log().format().field());
    texts("warnings", data.reading().warnings());
    texts("notes", data.reading().notes());
    json.writeNumberField("tasks", data.tasks());
    json.writeObjectFieldStart("outcomes");
    for (Map.Entry<TaskOutcome, Long> count : data.counts().entrySet()) {
      json.writeNumberField(count.getKey().field(), count.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("retries", data.retries());
    json.writeNumberField("retrySeconds", data.summary().retryNanos() / NANOS);
    times();
    slots();
    json.writeArrayFieldStart("slowest");
    for (TaskEntry task : data.slowest()) {
      json.writeStartObject();
      json.writeNumberField("index", task.index());
      json.writeStringField("name", Texts.name(task));
      json.writeNumberField("seconds", task.nanos() / NANOS);
      json.writeEndObject();
    }
    json.writeEndArray();
    failures();
    json.writeArrayFieldStart("jobs");
    for (JobProgress job : data.jobs()) {
      job(job);
    }
    json.writeEndArray();
  }

  private void texts(String field, Iterable<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void times() throws IOException {
    long begin = data.beginMicros();
    boolean isKnown = begin != TaskEntry.UNKNOWN;
    json.writeStringField("begin", isKnown ? Texts.instant(begin).toString() : null);
    json.writeStringField(
        "end", isKnown ? Texts.instant(begin + data.wallMicros()).toString() : null);
    json.writeNumberField("wallSeconds", data.wallMicros() / MICROS);
    Summary.Times times = data.hasAllTasks() ? data.summary().times() : null;
    if (times == null) {
      json.writeNullField("activeSeconds");
      json.writeNullField("taskSeconds");
      return;
    }
    json.writeNumberField("activeSeconds", data.activeMicros() / MICROS);
    json.writeObjectFieldStart("taskSeconds");
    json.writeNumberField("mean", times.mean() / NANOS);
    json.writeNumberField("median", times.median() / NANOS);
    json.writeNumberField("p95", times.p95() / NANOS);
    json.writeNumberField("longest", times.longest() / NANOS);
    json.writeNumberField("sum", times.sum() / NANOS);
    json.writeEndObject();
  }

  private void slots() throws IOException {
    Lanes lanes = data.timeline().lanes();
    if (!data.hasAllTasks()) {
      json.writeNullField("slots");
      json.writeNullField("slotUse");
      json.writeNullField("bySlot");
      return;
    }
    json.writeNumberField("slots", lanes.count());
    json.writeNumberField("slotUse", data.slotUse());
    json.writeArrayFieldStart("bySlot");
    for (Lanes.Lane lane : lanes.all().subList(0, Math.min(MOST_SLOTS, lanes.count()))) {
      json.writeStartObject();
      json.writeNumberField("slot", lane.number() + 1);
      json.writeNumberField("tasks", lane.entries());
      json.writeNumberField("busySeconds", lane.busyMicros() / MICROS);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void failures() throws IOException {
    json.writeArrayFieldStart("failures");
    int written = 0;
    for (FailureGroups.Group group : data.summary().failures().largest()) {
      if (written++ == MOST_GROUPS) {
        break;
      }
      json.writeStartObject();
      json.writeStringField("outcome", group.outcome().field());
      json.writeStringField("message", group.message());
      json.writeNumberField("count", group.count());
      texts("examples", group.examples());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void job(JobProgress job) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", ControlEscapes.of(job.label()));
    json.writeBooleanField("ended", job.hasEnded());
    json.writeBooleanField("stopped", job.isStopped());
    json.writeNumberField("elapsedSeconds", job.elapsedSeconds());
    json.writeObjectFieldStart("workers");
    for (Map.Entry<String, Double> part : job.workerUse().entrySet()) {
      json.writeNumberField(part.getKey(), part.getValue());
    }
    json.writeEndObject();
    Prediction prediction = Prediction.of(job);
    if (prediction == null) {
      json.writeNullField("prediction");
    } else {
      json.writeObjectFieldStart("prediction");
      json.writeNumberField("margin", prediction.margin());
      json.writeNumberField("rangeHeld", prediction.rangeHeld());
      json.writeArrayFieldStart("points");
      for (Prediction.Point point : prediction.points()) {
        Sample sample = point.sample();
        json.writeStartObject();
        json.writeNumberField("elapsedSeconds", sample.elapsed());
        json.writeNumberField("lowSeconds", sample.lowEnd());
        json.writeNumberField("likelySeconds", sample.likelyEnd());
        json.writeNumberField("highSeconds", sample.highEnd());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
