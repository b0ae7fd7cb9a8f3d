package dev.headway.cli;

import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalTool;
import dev.headway.internal.journal.JournalView;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.journal.RunRecord;
import dev.headway.internal.journal.StoredTask;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal for programs: a line for each task, and for what was done with it. */
final class JournalLines {
  private static final double NANOS = 1e9;

  private JournalLines() {}

  static void csv(JournalView view, Consumer<String> out) {
    out.accept("key,index,end,start,seconds,attempt,valueBytes,text");
    view.forEachTask(
        (key, task, text) ->
            out.accept(
                String.join(
                    ",",
                    hex(key),
                    String.valueOf(task.index()),
                    name(task.kind()),
                    time(task.startMillis()),
                    seconds(task),
                    String.valueOf(task.attempt()),
                    task.hasValue() ? String.valueOf(task.valueLength()) : "",
                    text == null ? "" : quoted(ControlEscapes.whole(text)))));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  static void json(JournalView view, Path file, Consumer<String> out) {
    StringBuilder head = new StringBuilder("{\"type\":\"journal\",\"file\":");
    JsonText.quote(head, file.toString(), false);
    head.append(",\"created\":\"").append(time(view.createdMillis()));
    head.append("\",\"bytes\":").append(view.size());
    head.append(",\"unreadableBytes\":").append(view.unreadable());
    head.append(",\"damaged\":").append(view.isDamaged());
    head.append(",\"lastRunEnded\":").append(view.hasEnded());
    out.accept(head.append('}').toString());
    for (RunRecord run : view.runs()) {
      StringBuilder line = new StringBuilder("{\"type\":\"run\",\"start\":\"");
      line.append(time(run.startMillis())).append("\",\"pid\":").append(run.pid());
      JsonText.quote(line.append(",\"job\":"), run.jobName(), false);
      JsonText.quote(line.append(",\"version\":"), run.version(), false);
      out.accept(line.append('}').toString());
    }
    view.forEachTask((key, task, text) -> out.accept(json(key, task, text)));
  }

  private static String json(JournalKey key, StoredTask task, @Nullable String text) {
    StringBuilder line = new StringBuilder("{\"type\":\"task\",\"key\":\"").append(hex(key));
    line.append("\",\"index\":").append(task.index());
    line.append(",\"end\":\"").append(name(task.kind()));
    line.append("\",\"start\":\"").append(time(task.startMillis()));
    line.append("\",\"seconds\":").append(seconds(task));
    line.append(",\"attempt\":").append(task.attempt());
    line.append(",\"valueBytes\":").append(task.hasValue() ? task.valueLength() : "null");
    if (text != null) {
      JsonText.quote(line.append(",\"text\":"), text, false);
    }
    return line.append('}').toString();
  }

  static String json(JournalTool.Repair repair, Path file) {
    StringBuilder line = new StringBuilder("{\"type\":\"repair\",\"file\":");
    JsonText.quote(line, file.toString(), false);
    line.append(",\"records\":").append(repair.records());
    line.append(",\"lostBytes\":").append(repair.lostBytes()).append(",\"original\":");
    if (repair.original() == null) {
      return line.append("null}").toString();
    }
    JsonText.quote(line, repair.original().toString(), false);
    return line.append('}').toString();
  }

  static String json(JournalTool.Sizes sizes, Path file) {
    StringBuilder line = new StringBuilder("{\"type\":\"compaction\",\"file\":");
    JsonText.quote(line, file.toString(), false);
    line.append(",\"bytesBefore\":").append(sizes.before());
    return line.append(",\"bytes\":").append(sizes.after()).append('}').toString();
  }

  private static String hex(JournalKey key) {
    return String.format("%016x%08x", key.high(), key.low());
  }

  /** As the lines of JSON of a run have it; a task that only started has no end that is known. */
  static String name(RecordKind kind) {
    return switch (kind) {
      case DONE -> "succeeded";
      case TIMED_OUT -> "timedOut";
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static String seconds(StoredTask task) {
    return String.format(Locale.ROOT, "%.9f", task.durationNanos() / NANOS);
  }
}
