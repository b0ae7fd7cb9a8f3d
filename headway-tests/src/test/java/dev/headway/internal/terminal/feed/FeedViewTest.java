package dev.headway.internal.terminal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headway.progress.ProgressEvent.TaskEnded;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Summary;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What clients of a feed get, and what they cost. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FeedViewTest {
  @TempDir private Path temporary;
  private final FeedView feed = new FeedView();
  private Path socket = Path.of("");

  @BeforeEach
  void open() throws IOException {
    socket = feed.start(Map.of("XDG_RUNTIME_DIR", temporary.toString()));
  }

  @AfterEach
  void close() {
    feed.stop();
  }

  private void show(double second, Rows... rows) {
    List<Row> all = java.util.Arrays.stream(rows).map(row -> row.elapsed(second).row()).toList();
    feed.show(new Snapshot((long) (second * Rows.SECOND), all));
  }

  private static RunningTask task(long index, RunningTask.State state) {
    return new RunningTask(
        index,
        "clip-" + index + ".mov",
        5 * Rows.SECOND,
        3,
        4711L,
        state,
        true,
        List.of(new SubProgress("decode", Unit.ITEMS, 450, 1000L)));
  }

  private static TaskEnded failure(Object input) {
    return new TaskEnded(
        0, "x", 17, 3, new IOException("truncated"), TaskEnd.FAILED, 1, input, Rows.SECOND);
  }

  @Test
  void shouldTellANewClientThePresent() throws IOException {
    show(0, Rows.named("first"), Rows.named("second").id(2));
    show(
        1,
        Rows.named("first").state(Row.State.FINISHED),
        Rows.named("second").id(2).running(8, task(7, RunningTask.State.SLOW)));

    try (FeedReader reader = new FeedReader(socket)) {
      JsonNode hello = reader.next();
      assertThat(hello.get("event").asText()).isEqualTo("hello");
      assertThat(hello.get("process").asLong()).isEqualTo(ProcessHandle.current().pid());
      assertThat(hello.get("directory").asText()).isEqualTo(System.getProperty("user.dir"));
      assertThat(hello.get("live").asInt()).isEqualTo(1);
      assertThat(hello.get("kept").asInt()).isEqualTo(1);
      assertThat(hello.get("ended").asInt()).isEqualTo(1);
      JsonNode kept = reader.next();
      assertThat(kept.get("event").asText()).isEqualTo("finished");
      assertThat(kept.get("label").asText()).isEqualTo("first");
      JsonNode live = reader.next();
      assertThat(live.get("event").asText()).isEqualTo("started");
      assertThat(live.get("label").asText()).isEqualTo("second");
      assertThat(live.get("elapsedSeconds").asDouble()).isEqualTo(1);
      JsonNode running = reader.next();
      assertThat(running.get("event").asText()).isEqualTo("running");
      assertThat(running.get("running").asInt()).isEqualTo(8);
      JsonNode task = running.get("tasks").get(0);
      assertThat(task.get("index").asLong()).isEqualTo(7);
      assertThat(task.get("input").asText()).isEqualTo("clip-7.mov");
      assertThat(task.get("worker").asInt()).isEqualTo(3);
      assertThat(task.get("pid").asLong()).isEqualTo(4711);
      assertThat(task.get("place").isNull()).isTrue();
      assertThat(task.get("seconds").asDouble()).isEqualTo(5);
      assertThat(task.get("state").asText()).isEqualTo("slow");
      assertThat(task.get("holdsUp").asBoolean()).isTrue();
      assertThat(task.get("note").asText()).isEqualTo("decode 450/1000");
      assertThat(task.get("fraction").asDouble()).isEqualTo(0.45);
      assertThat(task.get("parts").get(0).get("done").asLong()).isEqualTo(450);
    }
  }

  @Test
  void shouldTellEachClientEachEventOnce() throws IOException {
    ProgressListener listener = feed.failureListener(1);
    show(0, Rows.named("x"));
    try (FeedReader early = new FeedReader(socket)) {
      assertThat(early.events(2)).containsExactly("hello", "started");
      listener.on(failure("cat.png"));
      show(1, Rows.named("x"));
      assertThat(early.next().get("error").asText()).isEqualTo("java.io.IOException: truncated");
      assertThat(early.events(1)).containsExactly("progress");
      try (FeedReader late = new FeedReader(socket)) {
        assertThat(late.events(2)).containsExactly("hello", "started");
        List<FeedReader> both = List.of(early, late);
        show(2, Rows.named("x").running(8, task(7, RunningTask.State.SLOW)));
        assertNext(both, "slow", "progress", "running");
        show(3, Rows.named("x"));
        assertNext(both, "progress", "running");
        show(4, Rows.named("x").state(Row.State.FINISHED), Rows.named("y").id(2));
        assertNext(both, "started", "finished");
      }
    }
  }

  private static void assertNext(List<FeedReader> readers, String... events) throws IOException {
    for (FeedReader reader : readers) {
      assertThat(reader.events(events.length)).containsExactly(events);
    }
  }

  @Test
  void shouldKeepTheLastOfThoseThatEnded() throws IOException {
    for (int i = 1; i <= 100; i++) {
      show(i, Rows.named("x").id(i).state(Row.State.FINISHED));
    }
    try (FeedReader reader = new FeedReader(socket)) {
      JsonNode hello = reader.next();
      assertThat(hello.get("ended").asInt()).isEqualTo(100);
      assertThat(hello.get("kept").asInt()).isEqualTo(FeedContents.KEPT);
      assertThat(reader.next().get("id").asInt()).isEqualTo(101 - FeedContents.KEPT);
    }
  }

  @Test
  void shouldAskNoInputForItsTextWithoutAClient() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Object input =
        new Object() {
          @Override
          public String toString() {
            asked.incrementAndGet();
            return "asked";
          }
        };
    ProgressListener listener = feed.failureListener(1);
    show(0, Rows.named("x"));
    listener.on(failure(input));
    Summary summary = new Summary(null, Map.of(), List.of(new Summary.Slow(0, input::toString, 1)));
    Row ended = Rows.named("y").id(2).state(Row.State.FINISHED).row();
    feed.show(new Snapshot(1, List.of(Rows.named("x").row(), ended), Map.of(2L, summary)));

    try (FeedReader reader = new FeedReader(socket)) {
      assertThat(reader.events(1)).containsExactly("hello");
      JsonNode kept = reader.next();
      assertThat(kept.get("errors")).isNotNull();
      assertThat(kept.get("slowest")).as("its input may be gone").isNull();
      assertThat(reader.events(1)).containsExactly("started");
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldNotWaitForAClientThatDoesNotRead() throws IOException {
    String label = "x".repeat(1000);
    show(0, Rows.named(label));
    try (FeedReader stuck = new FeedReader(socket);
        FeedReader other = new FeedReader(socket)) {
      stuck.events(1);
      assertThat(other.events(2)).containsExactly("hello", "started");
      ProgressListener listener = feed.failureListener(1);
      long told = 0;
      for (int second = 1; second <= 40; second++) {
        for (int i = 0; i < 100; i++) {
          listener.on(failure("cat.png"));
        }
        show(second, Rows.named(label));
        List<String> seen = other.events(101);
        told += seen.stream().filter("failed"::equals).count();
      }
      assertThat(told).isEqualTo(4000);
      show(50, Rows.named(label).state(Row.State.FINISHED));
      assertThat(other.events(1)).containsExactly("finished");

      long failed = 0;
      long dropped = 0;
      while (failed + dropped < 4000) {
        JsonNode next = stuck.next();
        String event = next.get("event").asText();
        failed += event.equals("failed") ? 1 : 0;
        dropped += event.equals("dropped") ? next.get("count").asLong() : 0;
      }
      assertThat(dropped).isPositive();
      assertThat(failed + dropped).isEqualTo(4000);
    }
  }

  @Test
  void shouldRefuseClientsBeyondTheBoundAndTakeThemLater() throws IOException {
    List<FeedReader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < FeedServer.MAX_CLIENTS; i++) {
        readers.add(new FeedReader(socket));
        assertThat(readers.get(i).events(1)).containsExactly("hello");
      }
      try (FeedReader more = new FeedReader(socket)) {
        JsonNode refused = more.next();
        assertThat(refused.get("event").asText()).isEqualTo("refused");
        assertThat(refused.get("error").asText()).startsWith("This feed has 16 clients");
        assertThat(more.isAtEnd()).isTrue();
      }
      readers.remove(0).close();
      assertThat(firstWord()).isEqualTo("hello");
    } finally {
      readers.forEach(FeedReader::close);
    }
  }

  /** The server learns of the end of a client a moment later. */
  private String firstWord() throws IOException {
    while (true) {
      try (FeedReader again = new FeedReader(socket)) {
        String word = again.events(1).get(0);
        if (!word.equals("refused")) {
          return word;
        }
      }
    }
  }

  @Test
  void shouldEndClientsAndRemoveTheSocket() throws IOException {
    show(0, Rows.named("x"));
    try (FeedReader reader = new FeedReader(socket)) {
      reader.events(2);
      show(1, Rows.named("x").state(Row.State.STOPPED));
      feed.stop();
      assertThat(reader.events(1)).containsExactly("finished");
      assertThat(reader.isAtEnd()).isTrue();
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void shouldNotWaitForeverForAClientAtItsEnd() throws IOException {
    show(0, Rows.named("x".repeat(1 << 19)));
    try (FeedReader stuck = new FeedReader(socket)) {
      stuck.events(1);
      feed.stop();
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void shouldBeServedAnewAfterItFailed() throws IOException {
    try (FeedReader reader = new FeedReader(socket)) {
      reader.events(1);
      Row.Builder broken = new Row.Builder();
      broken.counts = null;
      feed.show(new Snapshot(0, List.of(broken.build())));
      assertThat(reader.isAtEnd()).isTrue();
    }
    assertThat(socket).doesNotExist();

    feed.show(new Snapshot(1, List.of()));
    open();

    assertThat(firstWord()).isEqualTo("hello");
  }
}
