package dev.headway.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.JournalSettings.OtherVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trace tells Perfetto and Chrome. */
class TraceTest {
  @TempDir private Path folder;

  private List<Map<String, String>> events(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("x"), content);
    try (Report report = Report.open(file.toString(), InputStream.nullInputStream())) {
      return events(report);
    }
  }

  private static List<Map<String, String>> events(Report report) throws IOException {
    ByteArrayOutputStream trace = new ByteArrayOutputStream();
    report.trace(trace);
    List<Map<String, String>> events = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(trace.toByteArray())) {
      while (!"traceEvents".equals(json.currentName())) {
        json.nextToken();
      }
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> event = new LinkedHashMap<>();
        fields(json, "", event);
        events.add(event);
      }
    }
    return events;
  }

  private static void fields(JsonParser json, String prefix, Map<String, String> to)
      throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT) {
        fields(json, name + ".", to);
      } else {
        to.put(name, json.getText());
      }
    }
  }

  private static List<Map<String, String>> ofPhase(List<Map<String, String>> all, String phase) {
    return all.stream().filter(event -> phase.equals(event.get("ph"))).toList();
  }

  @Test
  void shouldHaveAnEventForEachAttempt() throws IOException {
    List<Map<String, String>> all = ofPhase(events(Samples.JOBLOG), "X");

    assertThat(all).hasSize(6);
    assertThat(all.get(1))
        .containsExactlyInAnyOrderEntriesOf(
            new HashMap<>(
                Map.ofEntries(
                    Map.entry("ph", "X"),
                    Map.entry("name", "convert b.tif"),
                    Map.entry("ts", "0"),
                    Map.entry("pid", "1"),
                    Map.entry("dur", "3000000"),
                    Map.entry("tid", "2"),
                    Map.entry("cat", "retried"),
                    Map.entry("args.index", "2"),
                    Map.entry("args.outcome", "failed"),
                    Map.entry("args.attempt", "1"),
                    Map.entry("args.retried", "true"),
                    Map.entry("args.error", "exited with status 1"))));
    assertThat(all.get(3)).containsEntry("args.attempt", "2").containsEntry("cat", "succeeded");
  }

  @Test
  void shouldNameItsLanesAndNeverLetThemOverlap() throws IOException {
    List<Map<String, String>> all = events(Samples.manyJobs(3000, 4));

    assertThat(ofPhase(all, "M"))
        .extracting(event -> event.get("name") + event.get("args.name"))
        .contains("thread_nameslot 1", "thread_nameslot 4")
        .doesNotContain("thread_nameslot 5");
    assertThat(ofPhase(all, "M"))
        .filteredOn(event -> "thread_sort_index".equals(event.get("name")))
        .allMatch(event -> Objects.equals(event.get("args.sort_index"), event.get("tid")));
    Map<String, Long> ends = new HashMap<>();
    List<Map<String, String>> tasks = new ArrayList<>(ofPhase(all, "X"));
    tasks.sort((a, b) -> Long.compare(Long.parseLong(a.get("ts")), Long.parseLong(b.get("ts"))));
    for (Map<String, String> task : tasks) {
      long start = Long.parseLong(task.get("ts"));
      assertThat(start).isGreaterThanOrEqualTo(ends.getOrDefault(task.get("tid"), 0L));
      ends.put(task.get("tid"), start + Long.parseLong(task.get("dur")));
    }
    assertThat(tasks).hasSize(3000);
  }

  @Test
  void shouldCountWhatRanAndHowFast() throws IOException {
    List<Map<String, String>> counters = ofPhase(events(Samples.JOBLOG), "C");

    assertThat(counters).filteredOn(one -> "running".equals(one.get("name"))).hasSize(1001);
    assertThat(counters.get(0)).containsEntry("args.tasks", "2.0").containsEntry("ts", "0");
    assertThat(counters)
        .filteredOn(one -> "rate".equals(one.get("name")))
        .anyMatch(one -> Double.parseDouble(one.get("args.per second")) > 100);
    assertThat(ofPhase(events(Samples.events()), "C")).isNotEmpty();
  }

  @Test
  void shouldTellOfAJournalAsItWasAtTheFirstLook() throws IOException {
    Path file = folder.resolve("x.hwj");
    JournalSettings settings =
        new JournalSettings(file, "job", "", OtherVersion.REFUSE, false, false, 0);
    try (JournalFile journal = JournalFile.open(settings)) {
      journal.started(new JournalKey(1, 0), 0, 0, 1);
      journal.done(new JournalKey(2, 0), 1, 0, 1_000_000_000, 1, null, 0, 0);
      journal.done(new JournalKey(3, 0), 2, 0, 2_000_000_000, 1, null, 0, 0);
    }
    try (Report report = Report.open(file.toString(), InputStream.nullInputStream())) {
      try (JournalFile journal = JournalFile.open(settings)) {
        journal.done(new JournalKey(1, 0), 0, 0, 3_000_000_000L, 1, null, 0, 0);
      }
      assertThat(ofPhase(events(report), "X"))
          .extracting(event -> event.get("args.index") + " " + event.get("dur"))
          .containsExactlyInAnyOrder("1 1000000", "2 2000000");
    }
  }

  @Test
  void shouldPutWhatWorkersToldInTheirLanes() throws IOException {
    assertThat(ofPhase(events(Samples.events()), "X"))
        .extracting(event -> event.get("tid") + " " + event.get("cat") + " " + event.get("name"))
        .containsExactly("1 retried in-7.png", "1 failed in-7.png", "2 failed in-12.png");
  }
}
