package dev.headway.cli.report;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line of comma-separated values for each attempt at a task. */
final class CsvReport {
  private static final int CHUNK = 1 << 16;

  private final ReportData data;
  private final Consumer<String> out;
  private final StringBuilder text = new StringBuilder();
  private final InstantText times = new InstantText();

  private CsvReport(ReportData data, Consumer<String> out) {
    this.data = data;
    this.out = out;
  }

  /**
   * Writes all lines.
   *
   * @param out is given many lines at once, with their ends
   */
  static void write(ReportData data, Consumer<String> out) throws IOException {
    CsvReport csv = new CsvReport(data, out);
    csv.text.append("index,name,outcome,start,seconds,attempt,last,slot,exit,signal,error\n");
    data.forEach(csv::line);
    out.accept(csv.text.toString());
  }

  private void line(int number, TaskEntry entry) {
    int lane = data.timeline().lane(number);
    text.append(entry.index()).append(',');
    quoted(entry.name());
    text.append(',').append(entry.outcome().field()).append(',');
    start(entry);
    text.append(',');
    if (entry.outcome().hasTime()) {
      Texts.fixed(text, entry.nanos(), 9);
    }
    text.append(',').append(entry.attempt()).append(',').append(entry.isLast()).append(',');
    if (lane != Timeline.NO_LANE) {
      text.append(lane + 1);
    }
    text.append(',');
    if (entry.exit() != TaskEntry.NO_STATUS) {
      text.append(entry.exit()).append(',').append(entry.signal()).append(',');
    } else {
      text.append(",,");
    }
    quoted(entry.error());
    text.append('\n');
    if (text.length() > CHUNK) {
      out.accept(text.toString());
      text.setLength(0);
    }
  }

  private void start(TaskEntry entry) {
    if (entry.startMicros() == TaskEntry.UNKNOWN) {
      return;
    }
    if (data.reading().isAbsolute()) {
      times.add(text, entry.startMicros());
    } else {
      Texts.fixed(text, entry.startMicros(), 6);
    }
  }

  private void quoted(@Nullable String value) {
    if (value != null) {
      text.append('"').append(ControlEscapes.whole(value).replace("\"", "\"\"")).append('"');
    }
  }
}
