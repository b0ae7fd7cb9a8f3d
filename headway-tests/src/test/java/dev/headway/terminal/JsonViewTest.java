package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.progress.ProgressEvent.TaskEnded;
import dev.headway.progress.ProgressEvent.TaskRetried;
import dev.headway.progress.ProgressEvent.WorkerLost;
import dev.headway.progress.ProgressEvent.WorkerReplaced;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.Unit;
import dev.headway.progress.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JsonViewTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final JsonView view = new JsonView(new PrintStream(log, true, UTF_8));

  private void show(double second, Rows... rows) {
    List<Row> all = java.util.Arrays.stream(rows).map(row -> row.elapsed(second).row()).toList();
    view.show(new Snapshot((long) (second * Rows.SECOND), all));
  }

  private List<JsonNode> objects() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : log.toString(UTF_8).lines().toList()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    return objects;
  }

  @Test
  void shouldBeReadBackAsItWas() throws IOException {
    show(1.5, Rows.named("a \"漢字\"\n👍\\").id(7).depth(1).done(9, 1, 2, 3).rest(1, 2, 3).rate(0.5));
    JsonNode object = objects().get(0);
    assertThat(object.get("id").asLong()).isEqualTo(7);
    assertThat(object.get("depth").asInt()).isEqualTo(1);
    assertThat(object.get("label").asText()).isEqualTo("a \"漢字\"\n👍\\");
    assertThat(object.get("state").asText()).isEqualTo("running");
    assertThat(object.get("unit").asText()).isEqualTo("items");
    assertThat(object.get("total").asLong()).isEqualTo(40);
    assertThat(object.get("succeeded").asLong()).isEqualTo(9);
    assertThat(object.get("failed").asLong()).isEqualTo(1);
    assertThat(object.get("crashed").asLong()).isEqualTo(2);
    assertThat(object.get("cancelled").asLong()).isEqualTo(3);
    assertThat(object.get("running").asInt()).isEqualTo(8);
    assertThat(object.get("stalled").asInt()).isZero();
    assertThat(object.get("fraction").asDouble()).isEqualTo(0.3);
    assertThat(object.get("elapsedSeconds").asDouble()).isEqualTo(1.5);
    assertThat(object.get("ratePerSecond").asDouble()).isEqualTo(0.5);
    assertThat(object.get("restLowSeconds").asDouble()).isEqualTo(1);
    assertThat(object.get("restLikelySeconds").asDouble()).isEqualTo(2);
    assertThat(object.get("restHighSeconds").asDouble()).isEqualTo(3);
    assertThat(object.get("note").asText()).isEmpty();
  }

  @Test
  void shouldWriteWhatIsUnknownAsNull() throws IOException {
    show(0, Rows.named("x").total(null));
    JsonNode object = objects().get(0);
    for (String name :
        new String[] {"total", "fraction", "ratePerSecond", "restLowSeconds", "restHighSeconds"}) {
      assertThat(object.get(name).isNull()).as(name).isTrue();
    }
  }

  @Test
  void shouldTellWeights() throws IOException {
    show(0, Rows.named("x").id(1).weight(Unit.BYTES, 7, null));
    show(0, Rows.named("x").id(2).weight(Unit.ITEMS, 7, 20L));
    JsonNode bytes = objects().get(0);
    assertThat(bytes.get("weightUnit").asText()).isEqualTo("bytes");
    assertThat(bytes.get("weightDone").asLong()).isEqualTo(7);
    assertThat(bytes.get("weightTotal").isNull()).isTrue();
    JsonNode other = objects().get(1);
    assertThat(other.get("weightUnit").isNull()).isTrue();
    assertThat(other.get("weightTotal").asLong()).isEqualTo(20);
  }

  @Test
  void shouldPrintTwiceASecondAndOnceAtTheEnd() throws IOException {
    for (int tick = 0; tick < 20; tick++) {
      show(tick / 10.0, Rows.named("x"), Rows.named("y").id(2));
    }
    show(1.95, Rows.named("x").state(Row.State.FINISHED), Rows.named("y").id(2));
    List<String> states =
        objects().stream()
            .filter(object -> object.get("label").asText().equals("x"))
            .map(object -> object.get("state").asText())
            .toList();
    assertThat(states).containsExactly("running", "running", "running", "running", "finished");
    assertThat(objects()).hasSize(9);
  }

  @Test
  void shouldDescribeItselfInEachLine() throws IOException {
    JsonView timed =
        new JsonView(
            () -> new PrintStream(log, true, UTF_8),
            () -> java.time.Instant.parse("2026-03-01T12:00:05.012Z"));
    Rows row = Rows.named("x").id(3);
    timed.show(new Snapshot(0, List.of(row.row())));
    timed.show(new Snapshot(Rows.SECOND, List.of(row.row())));
    timed.show(new Snapshot(2 * Rows.SECOND, List.of(row.state(Row.State.STOPPED).row())));
    assertThat(objects().stream().map(object -> object.get("event").asText()))
        .containsExactly("started", "progress", "finished");
    assertThat(objects())
        .allSatisfy(
            object -> {
              assertThat(object.get("v").asInt()).isEqualTo(1);
              assertThat(object.get("at").asText()).isEqualTo("2026-03-01T12:00:05.012Z");
              assertThat(object.get("process").asLong()).isEqualTo(ProcessHandle.current().pid());
              assertThat(object.get("id").asLong()).isEqualTo(3);
            });
    assertThat(objects().get(2).get("state").asText()).isEqualTo("stopped");
  }

  @Test
  void shouldTellWhatWentWrongBeforeTheEnd() throws IOException {
    Exception error = new IOException("trunc\nated");
    ProgressListener troubles = view.failureListener(1);
    show(0, Rows.named("x"));
    troubles.on(new TaskRetried(1, "x", 7, 2, error, TaskEnd.TIMED_OUT, 1, "in", Rows.SECOND));
    troubles.on(new WorkerLost(2, "x", 3, error));
    troubles.on(new TaskEnded(3, "x", 8, 3, error, TaskEnd.CRASHED, 2, "in", Rows.SECOND / 2));
    troubles.on(new WorkerReplaced(4, "x", 3));
    assertThat(objects()).hasSize(1);
    show(0.1, Rows.named("x").state(Row.State.FINISHED));

    assertThat(objects().stream().map(object -> object.get("event").asText()))
        .containsExactly("started", "retried", "lost", "failed", "replaced", "finished");
    JsonNode failed = objects().get(3);
    assertThat(failed.get("label").asText()).isEqualTo("x");
    assertThat(failed.get("index").asLong()).isEqualTo(8);
    assertThat(failed.get("input").asText()).isEqualTo("in");
    assertThat(failed.get("worker").asInt()).isEqualTo(3);
    assertThat(failed.get("attempt").asInt()).isEqualTo(2);
    assertThat(failed.get("kind").asText()).isEqualTo("crashed");
    assertThat(failed.get("seconds").asDouble()).isEqualTo(0.5);
    assertThat(failed.get("error").asText()).isEqualTo("java.io.IOException: trunc\nated");
    assertThat(objects().get(1).get("kind").asText()).isEqualTo("timedOut");
    assertThat(objects().get(2).get("error").asText()).contains("IOException");
  }

  @Test
  void shouldCountWhatIsFarTooMuchAndSurviveBadTexts() throws IOException {
    ProgressListener troubles = view.failureListener(1);
    Object rude =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("rude");
          }
        };
    for (int i = 0; i < 10_007; i++) {
      troubles.on(
          new TaskEnded(3, "x", i, 0, new IOException(), TaskEnd.FAILED, 1, rude, Rows.SECOND));
    }
    show(0, Rows.named("x"));
    List<JsonNode> all = objects();
    assertThat(all).hasSize(10_002);
    assertThat(all.get(1).get("input").asText())
        .isEqualTo("<JsonViewTest$1: toString() threw IllegalStateException>");
    assertThat(all.get(10_001).get("event").asText()).isEqualTo("dropped");
    assertThat(all.get(10_001).get("count").asLong()).isEqualTo(7);
  }

  @Test
  void shouldAddToAFileThatTheEnvironmentNames(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "before\n");
    Map<String, String> environment = Map.of(ViewKind.VARIABLE, "json:" + file);
    for (View one : ViewConfig.of(environment).views(environment, false, () -> false)) {
      one.show(new Snapshot(0, List.of(Rows.named("x").row())));
    }
    assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("before");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotWriteIntoWhatTheProgramReads(@TempDir Path folder) throws IOException {
    // Such as its own jars, if the number was meant for something that the shell did not open.
    Path file = Files.createFile(folder.resolve("read"));
    try (InputStream open = Files.newInputStream(file);
        Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.available()).isZero();
      Path descriptor = all.filter(one -> isSame(one, file)).findAny().orElseThrow();
      Map<String, String> environment =
          Map.of(ViewKind.VARIABLE, "json:fd" + descriptor.getFileName());
      for (View one : ViewConfig.of(environment).views(environment, false, () -> false)) {
        one.show(new Snapshot(0, List.of(Rows.named("x").row())));
      }
    }
    assertThat(file).isEmptyFile();
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void shouldTellOnceThatATaskIsSlow() throws IOException {
    RunningTask slow =
        new RunningTask(
            7, "cat.png", 9 * Rows.SECOND, 2, null, RunningTask.State.SLOW, false, List.of());
    RunningTask usual =
        new RunningTask(
            8, "dog.png", Rows.SECOND, 3, null, RunningTask.State.RUNNING, false, List.of());
    show(0, Rows.named("x"));
    show(0.1, Rows.named("x").running(2, usual));
    show(0.2, Rows.named("x").running(2, slow, usual));
    show(0.3, Rows.named("x").running(2, slow, usual));
    assertThat(objects().stream().map(object -> object.get("event").asText()))
        .containsExactly("started", "slow");
    JsonNode told = objects().get(1);
    assertThat(told.get("index").asLong()).isEqualTo(7);
    assertThat(told.get("input").asText()).isEqualTo("cat.png");
    assertThat(told.get("worker").asInt()).isEqualTo(2);
    assertThat(told.get("seconds").asDouble()).isEqualTo(9);
  }
}
