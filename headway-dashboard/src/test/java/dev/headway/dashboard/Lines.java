package dev.headway.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lines as jobs write them, at times of the test's choice. */
public final class Lines {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Lines() {}

  /** What every line begins with; the time is in milliseconds since the start of the job. */
  public static String begin(String event, long id, String label, long millis) {
    return String.format(
        Locale.ROOT,
        "{\"v\":1,\"event\":\"%s\",\"at\":\"%s\",\"process\":4711,\"id\":%d,\"label\":%s",
        event,
        START.plusMillis(millis),
        id,
        quoted(label));
  }

  /** The numbers of a job that has so many inputs, of which so many succeeded and failed. */
  public static String snapshot(
      String event, long id, String label, long millis, long total, long succeeded, long failed) {
    return begin(event, id, label, millis)
        + String.format(
            Locale.ROOT,
            ",\"depth\":0,\"state\":\"%s\",\"unit\":\"items\",\"total\":%d,\"succeeded\":%d,"
                + "\"failed\":%d,\"timedOut\":0,\"crashed\":0,\"cancelled\":0,\"retried\":0,"
                + "\"before\":0,\"running\":4,\"workers\":4,\"stalled\":0,\"fraction\":%s,"
                + "\"elapsedSeconds\":%s,\"ratePerSecond\":2.5,\"restLowSeconds\":25.0,"
                + "\"restLikelySeconds\":30.0,\"restHighSeconds\":40.0,\"note\":\"\"}",
            event.equals("finished") ? "finished" : "running",
            total,
            succeeded,
            failed,
            total == 0 ? "null" : (double) (succeeded + failed) / total,
            millis / 1e3);
  }

  /** A task that failed. */
  public static String failed(
      long id, String label, long millis, long index, String input, int worker, String error) {
    return begin("failed", id, label, millis)
        + ",\"index\":"
        + index
        + ",\"input\":"
        + quoted(input)
        + ",\"worker\":"
        + worker
        + ",\"attempt\":1,\"kind\":\"failed\",\"seconds\":0.5,\"error\":"
        + quoted(error)
        + "}";
  }

  /** The tasks that run; each is an index, a worker and an age in seconds. */
  public static String running(long id, String label, long millis, double[]... tasks) {
    StringBuilder text = new StringBuilder(begin("running", id, label, millis));
    text.append(",\"running\":").append(tasks.length).append(",\"tasks\":[");
    for (int i = 0; i < tasks.length; i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"index\":%d,\"input\":\"in-%d\",\"worker\":%d,\"pid\":null,\"place\":null,"
                      + "\"seconds\":%s,\"state\":\"running\",\"holdsUp\":false,"
                      + "\"note\":\"decode 3/10\",\"fraction\":0.3,\"parts\":[]}",
                  (long) tasks[i][0],
                  (long) tasks[i][0],
                  (int) tasks[i][1],
                  tasks[i][2]));
    }
    return text.append("]}").toString();
  }

  /** A line of an event of a worker. */
  public static String worker(String event, long id, String label, long millis, int worker) {
    return begin(event, id, label, millis) + ",\"worker\":" + worker + ",\"error\":\"gone\"}";
  }

  /** A line that a worker process printed, of no job in particular. */
  public static String printed(long millis, String stream, String text, int skipped) {
    return String.format(
        Locale.ROOT,
        "{\"v\":1,\"event\":\"printed\",\"at\":\"%s\",\"process\":4711,\"stream\":\"%s\","
            + "\"text\":%s,\"skipped\":%d}",
        START.plusMillis(millis),
        stream,
        quoted(text),
        skipped);
  }

  /** Lets a file look as if it grew: else its jobs, of no process of this machine, are given up. */
  public static Path growing(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append(
          c == '"' || c == '\\' || c < ' ' || c > '~'
              ? String.format("\\u%04x", (int) c)
              : String.valueOf(c));
    }
    return quoted.append('"').toString();
  }
}
