package dev.headway.bench.bars;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a job log of GNU parallel, or of {@link Recorder}. GNU parallel does not say which slot had
 * a job, so the first that was free is taken.
 */
final class JobLog {
  /** The committed logs with which the estimator was tuned. */
  static final List<String> FOR_TUNING =
      List.of(
          "gzip-chunks",
          "gzip-tree",
          "gzip-largest-first",
          "gzip-smallest-first",
          "hash-tree",
          "javac",
          "sort-growing",
          "images",
          "commands",
          "flaky-commands",
          "cold-workers",
          "cache-misses",
          "copy-and-sync",
          "downloads",
          "hash-mixed-loaded",
          "interpreters",
          "javac-each",
          "sqlite-inserts",
          "word-count-loop",
          "xz-shuffled");

  /**
   * Those that were looked at when all was done: of the newer ones every second by the alphabet.
   */
  static final List<String> SET_ASIDE =
      List.of(
          "downloads-loaded",
          "grep-tree",
          "interpreters-loaded",
          "javac-each-loaded",
          "python-tests",
          "tar-folders",
          "xz-largest-first",
          "zstd-levels");

  private record Line(int seq, String host, double start, double seconds) {}

  private JobLog() {}

  /** One of the committed logs. */
  static Trace recorded(String name) {
    String file = name + ".joblog";
    try (InputStream in = JobLog.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no " + file + " among the recorded logs.");
      }
      return read(name, new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A log of one's own. */
  static Trace read(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      return read(file.getFileName().toString(), in);
    }
  }

  private static Trace read(String name, Reader in) throws IOException {
    List<Line> lines = new ArrayList<>();
    BufferedReader reader = new BufferedReader(in);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String[] parts = line.split("\t");
      if (parts.length >= 8 && !parts[0].equals("Seq")) {
        double start = Double.parseDouble(parts[2].strip());
        double seconds = Double.parseDouble(parts[3].strip());
        lines.add(new Line(Integer.parseInt(parts[0].strip()), parts[1].strip(), start, seconds));
      }
    }
    return trace(name, lines);
  }

  private static Trace trace(String name, List<Line> lines) {
    lines.sort((a, b) -> Double.compare(a.start, b.start));
    // Epoch times begin with the first job; the recorder's own begin with the program.
    double origin = lines.get(0).start > 1e8 ? lines.get(0).start : 0;
    Set<Integer> seen = new HashSet<>();
    boolean[] last = new boolean[lines.size()];
    for (int i = lines.size() - 1; i >= 0; i--) {
      last[i] = seen.add(lines.get(i).seq);
    }
    List<Double> free = new ArrayList<>();
    List<Trace.Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      double start = line.start - origin;
      int slot = line.host.matches("\\d+") ? Integer.parseInt(line.host) - 1 : free(free, start);
      while (slot >= free.size()) {
        free.add(0.0);
      }
      free.set(slot, start + line.seconds);
      attempts.add(new Trace.Attempt(line.seq - 1, slot, 1, start, start + line.seconds, last[i]));
    }
    // A loop has no worker: it is advanced by hand.
    return new Trace(name, name.endsWith("-loop") ? 0 : free.size(), false, attempts);
  }

  private static int free(List<Double> until, double start) {
    int slot = 0;
    while (slot < until.size() && until.get(slot) > start + 2e-3) {
      slot++;
    }
    return slot;
  }
}
