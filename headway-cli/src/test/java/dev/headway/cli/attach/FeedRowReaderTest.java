package dev.headway.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.json.JsonLines;
import dev.headway.progress.Accuracy;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Summary;
import dev.headway.progress.Unit;
import dev.headway.progress.Utilization;
import dev.headway.progress.Weight;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a feed says of a row is read back as it was, so that it looks the same elsewhere. */
class FeedRowReaderTest {
  private static final long SECOND = 1_000_000_000L;

  private final JsonLines lines = new JsonLines(InstantSource.system());

  private static Row.Builder full() {
    Row.Builder row = new Row.Builder();
    row.id = 7;
    row.depth = 1;
    row.label = "a \"漢字\"\n👍\\";
    row.unit = Unit.ITEMS;
    row.total = 40L;
    row.counts = new Counts(9, 1, 2, 3, 4, 5, 6);
    row.running = 8;
    row.workers = 9;
    row.starting = 1;
    row.stalled = 2;
    row.fraction = 0.3;
    row.weight = new Weight(Unit.BYTES, 7, 20L);
    row.elapsedNanos = 12_345_678_901L;
    row.rate = 0.5;
    row.forecast = new Forecast(SECOND, 2 * SECOND, 3 * SECOND);
    row.note = "why";
    row.typicalNanos = 4 * SECOND;
    return row;
  }

  private static RunningTask task() {
    List<SubProgress> parts =
        List.of(
            new SubProgress("decode", Unit.BYTES, 450, 1000L),
            new SubProgress("", Unit.ITEMS, 3, null));
    return new RunningTask(
        17, "cat.png", 5 * SECOND, 3, 4711L, "node7", RunningTask.State.SLOW, true, parts);
  }

  @Test
  void shouldReadNumbersBackAsTheyWere() throws IOException {
    Row row = full().build();

    assertThat(FeedRowReader.row(FeedObject.parse(lines.numbers("progress", row).toString())))
        .isEqualTo(row);
  }

  @Test
  void shouldReadTheUnknownBackAsUnknown() throws IOException {
    for (Row.State state : Row.State.values()) {
      Row.Builder empty = new Row.Builder();
      empty.state = state;
      Row row = empty.build();

      assertThat(FeedRowReader.row(FeedObject.parse(lines.numbers("progress", row).toString())))
          .isEqualTo(row);
    }
  }

  @Test
  void shouldReadTasksBackAsTheyWere() throws IOException {
    Row.Builder row = full();
    RunningTask plain =
        new RunningTask(1, "x", 1, 0, null, RunningTask.State.RUNNING, false, List.of());
    row.longest = List.of(task(), plain);
    String line = lines.running(row.build(), part -> "note").toString();

    assertThat(FeedRowReader.tasks(FeedObject.parse(line))).containsExactly(task(), plain);
  }

  @Test
  void shouldReadSummariesBackAsTheyWere() throws IOException {
    Row.Builder row = full();
    row.state = Row.State.FINISHED;
    row.accuracy = new Accuracy(1, 0, 0.12, 0.8);
    Summary summary =
        new Summary(
            new Utilization(0.5, 0.1, 0.1, 0.1, 0.1, 0.1),
            Map.of("java.io.IOException", 3L),
            List.of(new Summary.Slow(3, () -> "cat.png", SECOND)),
            new ClusterUse(1, 2, 3, 4));
    FeedObject line = FeedObject.parse(lines.finished(row.build(), summary).toString());
    Summary read = FeedRowReader.summary(line);

    assertThat(FeedRowReader.row(line)).isEqualTo(row.build());
    assertThat(read).isNotNull();
    assertThat(read.utilization()).isEqualTo(summary.utilization());
    assertThat(read.errors()).isEqualTo(summary.errors());
    assertThat(read.cluster()).isEqualTo(summary.cluster());
    assertThat(read.slowest()).hasSize(1);
    assertThat(read.slowest().get(0).input()).isEqualTo("cat.png");
    assertThat(read.slowest().get(0).nanos()).isEqualTo(SECOND);
  }

  @Test
  void shouldBearWhatAnotherVersionMaySay() throws IOException {
    FeedObject strange =
        FeedObject.parse(
            "{\"id\":\"one\",\"total\":[1],\"restLowSeconds\":5,\"restLikelySeconds\":1,"
                + "\"restHighSeconds\":0,\"state\":\"resting\",\"tasks\":[{\"state\":\"new\"},1]}");

    assertThat(FeedRowReader.row(strange).forecast())
        .isEqualTo(new Forecast(5 * SECOND, 5 * SECOND, 5 * SECOND));
    assertThat(FeedRowReader.row(strange).total()).isNull();
    assertThat(FeedRowReader.tasks(strange)).hasSize(1);
  }
}
