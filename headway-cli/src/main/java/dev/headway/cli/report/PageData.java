package dev.headway.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a page, as compressed JSON: when each attempt ran, in which lane, and how it ended.
 * Of many, only those that failed and the slowest have names.
 */
final class PageData {
  private static final int ALL_NAMED = 20_000;
  private static final int MOST_FAILED = 10_000;
  private static final int MOST_SLOW = 1000;
  private static final int MAX_ERROR = 1000;
  private static final int BUFFER = 1 << 16;

  private final ReportData data;
  private final Timeline timeline;
  private final JsonGenerator json;

  private PageData(ReportData data, JsonGenerator json) {
    this.data = data;
    this.timeline = data.timeline();
    this.json = json;
  }

  /** Writes it, and closes the stream. */
  static void write(ReportData data, OutputStream to) throws IOException {
    JsonFactory factory = new JsonFactory();
    factory.setCharacterEscapes(new NoMarkup());
    boolean isLarge = data.timeline().size() > ALL_NAMED;
    try (GZIPOutputStream packed = new Gzip(to, isLarge);
        JsonGenerator json = factory.createGenerator(packed)) {
      new PageData(data, json).write();
    }
  }

  private void write() throws IOException {
    int size = timeline.size();
    json.writeStartObject();
    json.writeNumberField("length", timeline.length());
    json.writeNumberField("laneCount", timeline.lanes().count());
    json.writeBooleanField("complete", data.hasAllTasks());
    pauses();
    json.writeArrayFieldStart("starts");
    long last = 0;
    for (int n = 0; n < size; n++) {
      long start = timeline.start(timeline.entry(n));
      json.writeNumber(start - last); // Small numbers, which are short.
      last = start;
    }
    json.writeEndArray();
    json.writeArrayFieldStart("durations");
    for (int n = 0; n < size; n++) {
      json.writeNumber(timeline.end(timeline.entry(n)) - timeline.start(timeline.entry(n)));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("lanes");
    for (int n = 0; n < size; n++) {
      json.writeNumber(timeline.lane(timeline.entry(n)));
    }
    json.writeEndArray();
    char[] outcomes = new char[size];
    for (int n = 0; n < size; n++) {
      outcomes[n] = (char) ('0' + timeline.outcome(timeline.entry(n)).ordinal());
    }
    json.writeFieldName("outcomes");
    json.writeString(outcomes, 0, size);
    json.writeArrayFieldStart("retried");
    for (int n = 0; n < size; n++) {
      if (timeline.isRetried(timeline.entry(n))) {
        json.writeNumber(n);
      }
    }
    json.writeEndArray();
    json.writeBooleanField("allNamed", size <= ALL_NAMED);
    details();
    json.writeEndObject();
  }

  private void pauses() throws IOException {
    json.writeArrayFieldStart("pauses");
    for (long place : timeline.pauses().places()) {
      json.writeStartArray();
      json.writeNumber(place);
      json.writeNumber(timeline.pauses().trueTime(place) - place);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void details() throws IOException {
    int[] places = new int[(int) Math.min(Integer.MAX_VALUE, data.summary().entries())];
    Arrays.fill(places, -1);
    for (int n = 0; n < timeline.size(); n++) {
      places[timeline.entry(n)] = n;
    }
    json.writeArrayFieldStart("details");
    Choice choice = new Choice(timeline.size() <= ALL_NAMED, data.summary().slow(MOST_SLOW));
    data.forEach(
        (number, entry) -> {
          if (places[number] >= 0 && choice.takes(entry)) {
            detail(places[number], entry);
          }
        });
    json.writeEndArray();
  }

  private void detail(int place, TaskEntry entry) throws IOException {
    json.writeStartArray();
    json.writeNumber(place);
    json.writeString(Texts.name(entry));
    String error = entry.error();
    json.writeString(error == null ? "" : ControlEscapes.of(error, MAX_ERROR));
    json.writeNumber(entry.attempt());
    json.writeEndArray();
  }

  /** Which tasks have names. */
  private static final class Choice {
    private final boolean all;
    private final long slowNanos;
    private int failed;
    private int slow;

    Choice(boolean all, long slowNanos) {
      this.all = all;
      this.slowNanos = slowNanos;
    }

    boolean takes(TaskEntry entry) {
      if (all) {
        return true;
      }
      if (entry.outcome().isFailure()) {
        return failed++ < MOST_FAILED;
      }
      return entry.nanos() >= slowNanos && slow++ < MOST_SLOW;
    }
  }

  /** Compresses; much of it quickly. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream to, boolean isLarge) throws IOException {
      super(to, BUFFER);
      def.setLevel(isLarge ? Deflater.BEST_SPEED : Deflater.BEST_COMPRESSION);
    }
  }

  /** No text can end the element that it stands in, wherever it is put. */
  private static final class NoMarkup extends CharacterEscapes {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private static final SerializableString LESS = new SerializedString("\\u003c");

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['<'] = ESCAPE_CUSTOM;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return c == '<' ? LESS : null;
    }
  }
}
