package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a picture of a run: what ran in each slot, what failed, and what end was predicted. It has
 * a light and a dark theme, no script, and at most 100 kB: the finer the time would make it too
 * large, the coarser it is.
 */
final class SvgPicture {
  private static final int LARGEST = 100_000;
  private static final int[] COLUMNS = {1000, 700, 500, 350, 250, 180, 120, 60};
  private static final int WIDTH = 800;
  private static final int LEFT = 64;
  private static final int RIGHT = 20;
  private static final int FIRST = 84;
  private static final int BETWEEN = 52;
  private static final int NAME_LENGTH = 80;

  private final ReportData data;
  private final int columns;
  private final StringBuilder body = new StringBuilder();
  private double bottom = FIRST - BETWEEN;

  private SvgPicture(ReportData data, int columns) {
    this.data = data;
    this.columns = columns;
  }

  static void write(ReportData data, OutputStream to) throws IOException {
    to.write(picture(data).getBytes(UTF_8));
    to.flush();
  }

  private static String picture(ReportData data) throws IOException {
    String picture = "";
    for (int columns : COLUMNS) {
      picture = new SvgPicture(data, columns).document();
      if (picture.getBytes(UTF_8).length <= LARGEST) {
        return picture;
      }
    }
    return picture;
  }

  private String document() throws IOException {
    JobProgress job = data.mainJob();
    if (data.timeline().size() > 0 && data.hasAllTasks()) {
      lanes();
    }
    if (job != null) {
      running(job);
      if (!job.samples().forecasts().isEmpty()) {
        forecast(job);
      }
    }
    legend();
    String height = Svg.number(bottom + 16);
    String name = Svg.escaped(ControlEscapes.of(data.title(), NAME_LENGTH));
    String says = Svg.escaped(sentence(job));
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
        + WIDTH
        + "\" height=\""
        + height
        + "\" viewBox=\"0 0 "
        + WIDTH
        + " "
        + height
        + "\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">"
        + name
        + "</title>\n<desc id=\"desc\">"
        + says
        + "</desc>\n<style>\n"
        + css()
        + "</style>\n<rect id=\"paper\" x=\".5\" y=\".5\" width=\""
        + (WIDTH - 1)
        + "\" height=\""
        + Svg.number(bottom + 15)
        + "\" rx=\"8\"/>\n<text x=\"16\" y=\"28\" class=\"name\">"
        + name
        + "</text>\n<text x=\"16\" y=\"48\">"
        + says
        + "</text>\n"
        + body
        + "</svg>\n";
  }

  private void heading(String text) {
    body.append(Svg.text(LEFT, bottom + BETWEEN - 10, "note", text));
  }

  private void lanes() {
    Timeline timeline = data.timeline();
    heading("slots over time" + (timeline.pauses().places().length > 0 ? ", ┆ a pause" : ""));
    LanesPanel panel =
        new LanesPanel(timeline, columns, LEFT, WIDTH - LEFT - RIGHT, bottom + BETWEEN);
    body.append(panel.drawn());
    bottom = panel.bottom() + 20;
  }

  private void running(JobProgress job) {
    heading("tasks that ran");
    RunningPanel panel =
        new RunningPanel(job, data.timeline(), LEFT, WIDTH - LEFT - RIGHT, bottom + BETWEEN);
    body.append(panel.drawn());
    bottom = panel.bottom() + 20;
  }

  private void forecast(JobProgress job) {
    heading("predicted end (line) and its range, over time");
    ForecastPanel panel = new ForecastPanel(job, LEFT, WIDTH - LEFT - RIGHT, bottom + BETWEEN);
    body.append(panel.drawn());
    bottom = panel.bottom() + 20;
  }

  private void legend() {
    double x = LEFT;
    bottom += 18;
    Map<TaskOutcome, Long> counts = data.counts();
    for (TaskOutcome outcome : TaskOutcome.values()) {
      long count = counts.getOrDefault(outcome, 0L);
      if (outcome.isFailure() && count > 0) {
        String words = Texts.count(count) + " " + outcome.words();
        body.append(Svg.marks(outcome, Svg.mark(outcome, x, bottom - 4)));
        body.append(Svg.text(x + 9, bottom, "note", words));
        x += 34 + 7 * words.length();
      }
    }
  }

  /** What the picture shows, for those that cannot see it. */
  private String sentence(@Nullable JobProgress job) {
    long failed =
        data.counts().entrySet().stream()
            .filter(count -> count.getKey().isFailure())
            .mapToLong(Map.Entry::getValue)
            .sum();
    StringBuilder text = new StringBuilder(Texts.count(data.tasks(), "task", "tasks"));
    text.append(failed == 0 ? ", none failed" : ", " + Texts.count(failed) + " failed");
    text.append("; took ").append(Texts.micros(data.wallMicros()));
    Lanes lanes = data.timeline().lanes();
    if (data.hasAllTasks() && lanes.count() > 0) {
      text.append("; ").append(Texts.count(lanes.count(), "slot", "slots"));
      text.append(" in use for ").append(Texts.percent(data.slotUse())).append(" of the time");
    }
    Prediction prediction = job == null ? null : Prediction.of(job);
    if (prediction != null) {
      text.append("; the predicted range held for ");
      text.append(Texts.percent(prediction.rangeHeld())).append(" of the time");
    }
    return text.toString();
  }

  private static String css() throws IOException {
    try (InputStream css = SvgPicture.class.getResourceAsStream("picture.css")) {
      if (css == null) {
        throw new IOException("the jar of headway is incomplete: it has no picture.css");
      }
      return new String(css.readAllBytes(), UTF_8);
    }
  }
}
