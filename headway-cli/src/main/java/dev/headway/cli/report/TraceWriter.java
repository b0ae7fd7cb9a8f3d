package dev.headway.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.headway.cli.report.ProgressSamples.Sample;
import dev.headway.internal.text.ControlEscapes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a trace as Chrome and Perfetto read it: an event for each attempt, in the lane of its
 * slot. Times are microseconds since the first begin, with all pauses.
 */
final class TraceWriter {
  private static final int PROCESS = 1;
  private static final int BUFFER = 1 << 16;
  private static final int MAX_ERROR = 1000;

  private final ReportData data;
  private final Timeline timeline;
  private final JsonGenerator json;

  private TraceWriter(ReportData data, JsonGenerator json) {
    this.data = data;
    this.timeline = data.timeline();
    this.json = json;
  }

  static void write(ReportData data, OutputStream to) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    OutputStream buffered = new BufferedOutputStream(to, BUFFER);
    try (JsonGenerator json = factory.createGenerator(buffered)) {
      new TraceWriter(data, json).write();
    }
    buffered.flush();
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ms");
    json.writeObjectFieldStart("otherData");
    json.writeStringField("file", data.name());
    if (data.beginMicros() != TaskEntry.UNKNOWN) {
      json.writeStringField("begin", Texts.instant(data.beginMicros()).toString());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("traceEvents");
    names();
    data.forEach(this::entry);
    counters();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void begin(String phase, String name, long micros) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", phase);
    json.writeStringField("name", name);
    json.writeNumberField("ts", micros);
    json.writeNumberField("pid", PROCESS);
  }

  private void names() throws IOException {
    JobProgress job = data.mainJob();
    String label = job == null || job.label().isEmpty() ? data.name() : job.label();
    metadata("process_name", 0, "name", ControlEscapes.of(label));
    for (int lane = 0; lane < timeline.lanes().count(); lane++) {
      metadata("thread_name", lane + 1, "name", "slot " + (lane + 1));
      metadata("thread_sort_index", lane + 1, "sort_index", lane + 1);
    }
  }

  private void metadata(String name, int thread, String field, Object value) throws IOException {
    begin("M", name, 0);
    json.writeNumberField("tid", thread);
    json.writeObjectFieldStart("args");
    if (value instanceof Integer number) {
      json.writeNumberField(field, number);
    } else {
      json.writeStringField(field, String.valueOf(value));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void entry(int number, TaskEntry entry) throws IOException {
    int lane = timeline.lane(number);
    if (lane == Timeline.NO_LANE) {
      if (entry.startMicros() == TaskEntry.UNKNOWN) {
        return; // There is no place for it.
      }
      long origin = timeline.pauses().originMicros();
      long begin = origin == TaskEntry.UNKNOWN ? 0 : entry.startMicros() - origin;
      begin("i", Texts.name(entry), Math.max(0, begin));
      json.writeNumberField("tid", 0);
      json.writeStringField("s", "p"); // A mark on all lanes of the process.
    } else {
      long start = timeline.start(number);
      begin("X", Texts.name(entry), timeline.pauses().trueTime(start));
      json.writeNumberField("dur", timeline.end(number) - start);
      json.writeNumberField("tid", lane + 1);
    }
    json.writeStringField("cat", entry.retried() ? "retried" : entry.outcome().field());
    json.writeObjectFieldStart("args");
    json.writeNumberField("index", entry.index());
    json.writeStringField("outcome", entry.outcome().field());
    json.writeNumberField("attempt", entry.attempt());
    if (entry.retried()) {
      json.writeBooleanField("retried", true);
    }
    String error = entry.error();
    if (error != null) {
      json.writeStringField("error", ControlEscapes.of(error, MAX_ERROR));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void counters() throws IOException {
    if (data.hasAllTasks()) {
      Load load = Load.of(timeline);
      for (int i = 0; i < load.size(); i++) {
        counter("running", load.trueTime(i), load.running(i));
        counter("rate", load.trueTime(i), load.rate(i));
      }
      counter("running", data.wallMicros(), 0);
      return;
    }
    long origin = timeline.pauses().originMicros();
    JobProgress job = data.mainJob();
    if (job != null) {
      long begin = origin == TaskEntry.UNKNOWN ? job.beginMicros() : origin;
      for (Sample sample : job.samples().all()) {
        long at = Math.max(0, sample.atMicros() - begin);
        counter("running", at, sample.running());
        Double rate = sample.rate();
        if (rate != null) {
          counter("rate", at, rate);
        }
      }
    }
  }

  private void counter(String name, long micros, double value) throws IOException {
    begin("C", name, micros);
    json.writeObjectFieldStart("args");
    json.writeNumberField(name.equals("rate") ? "per second" : "tasks", round(value));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static double round(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
