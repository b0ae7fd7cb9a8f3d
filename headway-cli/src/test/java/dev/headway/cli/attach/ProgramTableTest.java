package dev.headway.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.feed.FeedFolder;
import dev.headway.internal.terminal.feed.FeedSocket;
import dev.headway.internal.terminal.feed.FeedView;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code headway ps} says. */
@EnabledOnOs(OS.LINUX)
class ProgramTableTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_LOOKS = 60;

  @TempDir private Path temporary;

  private static Row.Builder row(long id, String label) {
    Row.Builder row = new Row.Builder();
    row.id = id;
    row.label = label;
    row.total = 80L;
    row.counts = new Counts(13, 6, 0, 0, 0, 0);
    row.fraction = 19 / 80.0;
    row.elapsedNanos = 9 * SECOND;
    row.forecast = new Forecast(25 * SECOND, 30 * SECOND, 40 * SECOND);
    return row;
  }

  @Test
  void shouldHaveALineForEachJob() throws IOException {
    Row.Builder inner = row(2, "漢\u001b[31m");
    inner.depth = 1;
    inner.total = null;
    inner.fraction = null;
    inner.forecast = null;
    inner.counts = new Counts(7, 0, 0, 0, 0, 0);
    FeedView feed = new FeedView();
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", temporary.toString());
    feed.start(environment);
    try {
      feed.show(new Snapshot(SECOND, List.of(row(1, "thumbnails").build(), inner.build())));
      ProgramState state = state(environment, 2);
      ProgramState named =
          new ProgramState(
              state.program(), "com.acme.Main", state.hello(), "", state.jobs(), state.lines());
      String pid = Long.toString(ProcessHandle.current().pid());
      String blanks = " ".repeat(pid.length());

      assertThat(ProgramTable.lines(List.of(named), "-"))
          .containsExactly(
              "PID"
                  + blanks.substring(3)
                  + "  PROGRAM        JOB         DONE        FAILED  LEFT"
                  + "         ELAPSED",
              pid + "  com.acme.Main  thumbnails  23%  19/80  6       25-40s left  0:09",
              pid + "  com.acme.Main    漢^[[31m  7 done      -       ?            0:09");
      assertThat(state.json()).startsWith("{\"v\":1,\"event\":\"hello\"").endsWith("}]}");
      FeedObject json = FeedObject.parse(state.json());
      assertThat(json.count("process")).isEqualTo(ProcessHandle.current().pid());
      assertThat(json.objects("jobs"))
          .extracting(job -> job.text("label"))
          .containsExactly("thumbnails", "漢\u001b[31m");
    } finally {
      feed.stop();
    }
  }

  @Test
  void shouldListAProgramWithoutAJob() throws IOException {
    FeedView feed = new FeedView();
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", temporary.toString());
    feed.start(environment);
    try {
      List<String> lines = ProgramTable.lines(List.of(state(environment, 0)), "-");

      assertThat(lines).hasSize(2);
      assertThat(lines.get(1)).endsWith("  no job goes on");
    } finally {
      feed.stop();
    }
  }

  @Test
  void shouldSayWhyAFeedRefusesIt() throws IOException {
    FeedView feed = new FeedView();
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", temporary.toString());
    feed.start(environment);
    FeedSocket socket = FeedFolder.all(environment).get(0).listed().get(0);
    List<FeedConnection> others = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        others.add(FeedConnection.open(socket));
      }
      ProgramState state = ProgramState.of(new Program(socket));
      for (int i = 1; i < MOST_LOOKS && state.refusal().isEmpty(); i++) {
        state = ProgramState.of(new Program(socket));
      }

      String why = "This feed has 16 clients, which is the most. End one of them.";
      assertThat(ProgramTable.lines(List.of(state), "-").get(1)).endsWith("  " + why);
      FeedObject json = FeedObject.parse(state.json());
      assertThat(json.text("event")).isEqualTo("refused");
      assertThat(json.text("error")).isEqualTo(why);
      assertThat(json.count("process")).isEqualTo(ProcessHandle.current().pid());
    } finally {
      for (FeedConnection other : others) {
        other.close();
      }
      feed.stop();
    }
  }

  /** Asks until all is told: a program has a second for its answer, and the machine may be busy. */
  private ProgramState state(Map<String, String> environment, int jobs) throws IOException {
    ProgramState state = ask(environment);
    for (int i = 1; i < MOST_LOOKS && (!state.answers() || state.jobs().size() < jobs); i++) {
      state = ask(environment);
    }
    return state;
  }

  private ProgramState ask(Map<String, String> environment) throws IOException {
    return Program.all(environment, problem -> {}).stream()
        .filter(one -> one.socket().path().startsWith(temporary))
        .map(ProgramState::of)
        .findFirst()
        .orElseThrow();
  }
}
