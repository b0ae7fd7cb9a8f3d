package dev.headway.cli.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Files of each kind, as the tests of reports need them. */
public final class Samples {
  /** A log of six jobs on two slots, as GNU parallel writes it; one ran twice. */
  public static final String JOBLOG =
      """
      Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand
      1\t:\t1700000000.000\t     2.000\t0\t12\t0\t0\tconvert a.tif
      2\t:\t1700000000.000\t     3.000\t0\t0\t1\t0\tconvert b.tif
      3\t:\t1700000002.000\t     1.500\t0\t0\t0\t9\tconvert c.tif
      2\t:\t1700000003.500\t     0.500\t0\t0\t0\t0\tconvert b.tif
      4\t:\t1700000003.000\t     1.000\t0\t0\t-1\t15\tconvert d.tif
      6\t:\t1700000004.000\t     4.000\t0\t0\t3\t0\tconvert <f>.tif
      """;

  /** Two builds; the first has a step with two outputs. */
  public static final String NINJA =
      """
      # ninja log v6
      0\t1200\t1700000000000000000\ta.o\taaaa
      10\t2200\t1700000000000000000\tb.o\tbbbb
      10\t2200\t1700000000000000000\tb.d\tbbbb
      2200\t3000\t1700000000000000000\tapp\tcccc
      5\t905\t1700000100000000000\ta.o\taaaa
      910\t1500\t1700000100000000000\tapp\tcccc
      """;

  private Samples() {}

  /** The lines of a job of forty tasks, two of which failed, with predictions. */
  public static String events() {
    StringBuilder lines = new StringBuilder(progress("started", 0, 0, null));
    for (int second = 1; second < 20; second++) {
      lines.append(progress("progress", second, 2 * second - 1, 20.0 - second + second % 3));
      if (second == 4) {
        lines.append(failure("retried", second, 7, 0, 1, "java.io.IOException: /x/7: no"));
      } else if (second == 6) {
        lines.append(failure("failed", second, 7, 0, 2, "java.io.IOException: /x/7: no"));
      } else if (second == 9) {
        lines.append(failure("failed", second, 12, 1, 1, "java.io.IOException: /x/12: no"));
      }
    }
    String last = progress("finished", 20, 38, null);
    return lines
        + last.replace(
            "}\n",
            ",\"errors\":{\"java.io.IOException\":2},\"slowest\":[{\"index\":3,\"input\":\"c.png\","
                + "\"seconds\":2.5},{\"index\":4,\"input\":\"d.png\",\"seconds\":2.25}],"
                + "\"working\":0.9,\"idle\":0.1}\n");
  }

  private static String head(String event, int second) {
    return "{\"v\":1,\"event\":\""
        + event
        + String.format(
            Locale.ROOT, "\",\"at\":\"2026-03-01T12:00:%02d.012Z\",\"process\":4711,", second)
        + "\"id\":1,\"label\":\"thumbnails\",";
  }

  private static String progress(String event, int second, int done, @Nullable Double rest) {
    return head(event, second)
        + "\"depth\":0,\"state\":\""
        + (event.equals("finished") ? "finished" : "running")
        + "\",\"unit\":\"items\",\"total\":40,\"succeeded\":"
        + done
        + ",\"failed\":"
        + (event.equals("finished") ? 2 : 0)
        + ",\"timedOut\":0,\"crashed\":0,\"cancelled\":0,\"retried\":1,\"before\":5,\"running\":2,"
        + "\"elapsedSeconds\":"
        + second
        + ".0,\"ratePerSecond\":2.0,\"restLowSeconds\":"
        + (rest == null ? "null" : String.valueOf(rest * 0.8))
        + ",\"restLikelySeconds\":"
        + rest
        + ",\"restHighSeconds\":"
        + (rest == null ? "null" : String.valueOf(rest * 1.3))
        + ",\"note\":\"\"}\n";
  }

  private static String failure(
      String event, int second, int index, int worker, int attempt, String error) {
    return head(event, second)
        + "\"index\":"
        + index
        + ",\"input\":\"in-"
        + index
        + ".png\",\"worker\":"
        + worker
        + ",\"attempt\":"
        + attempt
        + ",\"kind\":\"failed\",\"seconds\":0.5,\"error\":\""
        + error
        + "\"}\n";
  }

  /** A log of short jobs on some slots, of which some fail. */
  public static String manyJobs(int jobs, int slots) {
    StringBuilder log = new StringBuilder(JOBLOG.lines().findFirst().orElseThrow()).append('\n');
    long[] free = new long[slots];
    long random = 42;
    for (int i = 0; i < jobs; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      long millis = 1 + (random >>> 40) % 200;
      int slot = i % slots;
      boolean failed = random >>> 33 < 1 << 20;
      log.append(i + 1).append("\t:\t");
      Texts.fixed(log, 1_700_000_000_000L + free[slot], 3);
      log.append('\t');
      Texts.fixed(log, millis, 3);
      log.append("\t0\t0\t").append(failed ? "1\t0" : "0\t0").append("\twork on item-");
      log.append(i).append('\n');
      free[slot] += millis;
    }
    return log.toString();
  }
}
