package dev.headway.cli;

import dev.headway.internal.journal.JournalView;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.journal.RunRecord;
import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A journal for people: how many tasks ended how, and the runs. */
final class JournalSummary {
  /** Earlier ones are counted alone. */
  private static final int MAX_RUNS = 10;

  private static final List<RecordKind> KINDS =
      List.of(
          RecordKind.DONE,
          RecordKind.FAILED,
          RecordKind.TIMED_OUT,
          RecordKind.CRASHED,
          RecordKind.STARTED);

  private JournalSummary() {}

  static List<String> lines(JournalView view, Path file) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %,d bytes, made %s",
            ControlEscapes.whole(file.toString()),
            view.size(),
            time(view.createdMillis())));
    Map<RecordKind, Long> counts = view.counts();
    for (RecordKind kind : KINDS) {
      long count = counts.getOrDefault(kind, 0L);
      if (count > 0 || kind == RecordKind.DONE) {
        lines.add(String.format(Locale.ROOT, "%,15d %s", count, words(kind)));
      }
    }
    List<RunRecord> runs = view.runs();
    for (int i = Math.max(0, runs.size() - MAX_RUNS); i < runs.size(); i++) {
      lines.add(line(i + 1, runs.get(i)));
    }
    if (!view.hasEnded()) {
      lines.add("The last run goes on, or was killed.");
    }
    if (view.isDamaged()) {
      lines.add(
          "It is damaged; what is said here is of what stands before. Keep all that is good with:"
              + " headway journal repair "
              + ControlEscapes.whole(file.toString()));
    } else if (view.unreadable() > 0) {
      lines.add(
          String.format(Locale.ROOT, "%,d", view.unreadable())
              + " bytes at its end are no whole record.");
    }
    return lines;
  }

  private static String words(RecordKind kind) {
    return switch (kind) {
      case STARTED -> "started and not ended";
      case TIMED_OUT -> "timed out";
      default -> JournalLines.name(kind);
    };
  }

  private static String line(int number, RunRecord run) {
    String job = run.jobName().isEmpty() ? "" : " of " + ControlEscapes.of(run.jobName());
    String version =
        run.version().isEmpty() ? "" : ", version \"" + ControlEscapes.of(run.version()) + "\"";
    return "run " + number + job + version + ", begun " + time(run.startMillis());
  }

  private static String time(long millis) {
    LocalDateTime time =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.SECONDS);
    return time.toLocalDate() + " " + DateTimeFormatter.ISO_LOCAL_TIME.format(time);
  }
}
