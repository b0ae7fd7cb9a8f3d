package dev.headway.cli.report;

import dev.headway.cli.report.ProgressSamples.Sample;
import dev.headway.internal.text.ControlEscapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report for people, on lines. */
final class TextReport {
  private static final int MOST_GROUPS = 20;
  private static final int MOST_SLOTS = 16;
  private static final int EXAMPLE_LENGTH = 60;

  private final ReportData data;
  private final List<String> lines = new ArrayList<>();

  private TextReport(ReportData data) {
    this.data = data;
  }

  static List<String> lines(ReportData data) {
    TextReport text = new TextReport(data);
    text.write();
    return text.lines;
  }

  private void write() {
    lines.add(data.name() + ": " + data.log().format().words() + ", " + tasks(data.tasks()));
    outcomes();
    times();
    slots();
    data.jobs().forEach(this::job);
    slowest();
    failures();
    JobProgress main = data.mainJob();
    prediction(main == null ? null : Prediction.of(main));
    if (!data.reading().notes().isEmpty()) {
      lines.add("notes");
      data.reading().notes().forEach(note -> lines.add("  " + note));
    }
  }

  private static String tasks(long count) {
    return Texts.count(count, "task", "tasks");
  }

  private void outcomes() {
    Map<TaskOutcome, Long> counts = data.counts();
    for (TaskOutcome outcome : TaskOutcome.values()) {
      long count = counts.getOrDefault(outcome, 0L);
      if (count > 0 || outcome == TaskOutcome.SUCCEEDED) {
        number(count, outcome.words());
      }
    }
    long retries = data.retries();
    if (retries > 0) {
      long nanos = data.summary().retryNanos();
      String time = nanos > 0 ? ", which took " + Texts.duration(nanos) : "";
      number(retries, (retries == 1 ? "attempt was" : "attempts were") + " repeated" + time);
    }
    long before = data.jobs().stream().mapToLong(job -> job.count("before")).sum();
    if (before > 0) {
      number(before, "done before this run");
    }
  }

  private void number(long number, String words) {
    lines.add(String.format(Locale.ROOT, "%,11d %s", number, words));
  }

  private void times() {
    long begin = data.beginMicros();
    long wall = data.wallMicros();
    if (data.hasAllTasks() ? data.timeline().size() == 0 : data.jobs().isEmpty()) {
      return;
    }
    String took = "took " + Texts.micros(wall);
    if (begin != TaskEntry.UNKNOWN) {
      took = "began " + Texts.time(begin) + ", ended " + Texts.time(begin + wall) + ", " + took;
    }
    long idle = wall - data.activeMicros();
    if (data.hasAllTasks() && idle > wall / 100) {
      took += "; nothing ran in " + Texts.micros(idle) + " of that";
    }
    lines.add(took);
    Summary.Times times = data.hasAllTasks() ? data.summary().times() : null;
    if (times != null) {
      lines.add(
          "a task took "
              + Texts.duration(Math.round(times.mean()))
              + " on average, median "
              + Texts.duration(times.median())
              + ", p95 "
              + Texts.duration(times.p95())
              + ", longest "
              + Texts.duration(times.longest())
              + "; all together "
              + Texts.duration((long) times.sum()));
    }
  }

  private void slots() {
    Lanes lanes = data.timeline().lanes();
    if (!data.hasAllTasks() || lanes.count() == 0) {
      return;
    }
    lines.add(
        Texts.count(lanes.count(), "slot", "slots")
            + " at most, in use for "
            + Texts.percent(data.slotUse())
            + " of the time in which any task ran");
    if (lanes.count() <= MOST_SLOTS) {
      for (Lanes.Lane lane : lanes.all()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  slot %-3d %5s  %s",
                lane.number() + 1,
                Texts.percent(lane.busyMicros() / (double) Math.max(1, data.activeMicros())),
                tasks(lane.entries())));
      }
    }
  }

  private void job(JobProgress job) {
    String name = job.label().isEmpty() ? "job" : "job " + ControlEscapes.of(job.label());
    String state = job.hasEnded() ? job.isStopped() ? "was stopped" : "ended" : "had not ended";
    Double total = job.number("total");
    String of = total == null ? "" : " of " + Texts.count(total.longValue());
    long done = job.counts().values().stream().mapToLong(Long::longValue).sum();
    lines.add(
        name
            + ": "
            + Texts.count(done)
            + of
            + " in "
            + Texts.seconds(job.elapsedSeconds())
            + "; it "
            + state);
    Map<String, Double> use = job.workerUse();
    if (!use.isEmpty()) {
      lines.add(
          "  workers: "
              + use.entrySet().stream()
                  .filter(part -> part.getValue() >= 0.0005)
                  .map(part -> part.getKey() + " " + Texts.percent(part.getValue()))
                  .collect(Collectors.joining(", ")));
    }
  }

  private void slowest() {
    List<TaskEntry> slowest = data.slowest();
    if (slowest.size() < 2) {
      return;
    }
    lines.add("slowest");
    for (TaskEntry task : slowest) {
      String end = task.outcome().isFailure() ? "  (" + task.outcome().words() + ")" : "";
      lines.add(
          String.format(Locale.ROOT, "%11s  ", Texts.duration(task.nanos()))
              + Texts.name(task)
              + end);
    }
  }

  private void failures() {
    List<FailureGroups.Group> groups = data.summary().failures().largest();
    if (groups.isEmpty()) {
      return;
    }
    lines.add("failures");
    groups.stream().limit(MOST_GROUPS).forEach(this::group);
    if (groups.size() > MOST_GROUPS) {
      lines.add("  and " + (groups.size() - MOST_GROUPS) + " more kinds of them");
    }
  }

  private void group(FailureGroups.Group group) {
    boolean says = group.message().contains(group.outcome().words());
    String kind =
        says || group.outcome() == TaskOutcome.FAILED || !data.log().format().hasMessages()
            ? ""
            : group.outcome().words() + ": ";
    List<String> examples =
        group.examples().stream().map(name -> Texts.bothEnds(name, EXAMPLE_LENGTH)).toList();
    long others = group.count() - examples.size();
    lines.add(String.format(Locale.ROOT, "%,10d× ", group.count()) + kind + group.message());
    lines.add("             " + String.join(", ", examples) + (others > 0 ? ", +" + others : ""));
  }

  private void prediction(@Nullable Prediction prediction) {
    if (prediction == null) {
      return;
    }
    lines.add(
        "prediction: off by "
            + Texts.percent(prediction.margin())
            + " at most in four fifths of the time; its range held for "
            + Texts.percent(prediction.rangeHeld())
            + " of it");
    for (Prediction.Point point : prediction.points()) {
      Sample sample = point.sample();
      lines.add(
          String.format(
              Locale.ROOT,
              "%6d%% over: %s predicted (%s to %s), it took %s",
              point.percent(),
              Texts.seconds(sample.likelyEnd()),
              Texts.seconds(sample.lowEnd()),
              Texts.seconds(sample.highEnd()),
              Texts.seconds(prediction.trueSeconds())));
    }
  }
}
