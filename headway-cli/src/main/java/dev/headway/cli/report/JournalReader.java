package dev.headway.cli.report;

import dev.headway.internal.journal.JournalView;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.journal.RunRecord;
import dev.headway.internal.journal.StoredTask;
import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal: the last record of each task. It holds no inputs, but hashes of them. Each
 * reading is of the state of the first: a record that a job adds meanwhile takes the place of an
 * earlier one of its task.
 */
final class JournalReader implements TaskLog {
  private static final long MICROS = 1000;

  private final Path file;
  private final String shown;
  private @Nullable JournalView opened;

  /**
   * @param file the journal
   * @param shown its name as the user gave it
   */
  JournalReader(Path file, String shown) {
    this.file = file;
    this.shown = shown;
  }

  @Override
  public InputFormat format() {
    return InputFormat.JOURNAL;
  }

  @Override
  public Reading read(Consumer<TaskEntry> to) {
    JournalView view = opened == null ? opened = JournalView.open(file) : opened;
    view.forEachTask((key, task, text) -> to.accept(entry(task, text)));
    return new Reading(warnings(view), notes(view), List.of(), true, MICROS);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private static TaskEntry entry(StoredTask task, @Nullable String text) {
    return new TaskEntry(
        task.index(),
        task.startMillis() * MICROS,
        task.durationNanos(),
        outcome(task.kind()),
        false,
        task.attempt(),
        -1,
        TaskEntry.NO_STATUS,
        0,
        null,
        text);
  }

  private static TaskOutcome outcome(RecordKind kind) {
    return switch (kind) {
      case DONE -> TaskOutcome.SUCCEEDED;
      case FAILED -> TaskOutcome.FAILED;
      case TIMED_OUT -> TaskOutcome.TIMED_OUT;
      case CRASHED -> TaskOutcome.CRASHED;
      default -> TaskOutcome.UNFINISHED;
    };
  }

  private List<String> warnings(JournalView view) {
    if (view.isDamaged()) {
      return List.of(
          "It is damaged; what is said here is of what stands before. Keep all that is good with:"
              + " headway journal repair "
              + shown);
    }
    return view.unreadable() > 0
        ? List.of(view.unreadable() + " bytes at its end are no whole record.")
        : List.of();
  }

  private static List<String> notes(JournalView view) {
    List<RunRecord> runs = view.runs();
    Set<String> jobs = new LinkedHashSet<>();
    runs.forEach(run -> jobs.add(run.jobName()));
    jobs.remove("");
    List<String> notes = new ArrayList<>();
    String of = jobs.isEmpty() ? "" : " of " + ControlEscapes.of(String.join(", ", jobs));
    notes.add(
        (runs.size() == 1 ? "It is of one run" : "It is of " + runs.size() + " runs") + of + ".");
    if (!view.hasEnded()) {
      notes.add("The last run goes on, or was killed.");
    }
    return notes;
  }
}
