package dev.headway.internal.terminal.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What clients of a feed are told of printed lines. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FeedOfPrintedLinesTest {
  @TempDir private Path temporary;
  private final FeedView feed = new FeedView();
  private Path socket = Path.of("");

  @BeforeEach
  void open() throws IOException {
    socket = feed.start(Map.of("XDG_RUNTIME_DIR", temporary.toString()));
    show(0);
  }

  @AfterEach
  void close() {
    feed.stop();
  }

  private void show(double second) {
    List<Row> row = List.of(Rows.named("x").elapsed(second).row());
    feed.show(new Snapshot((long) (second * Rows.SECOND), row));
  }

  private FeedReader reader() throws IOException {
    FeedReader reader = new FeedReader(socket);
    assertThat(reader.events(2)).containsExactly("hello", "started");
    return reader;
  }

  @Test
  void shouldTellInLinesWhatWorkersPrint() throws IOException {
    print(false, "before the client came\n");
    try (FeedReader reader = reader()) {
      print(false, "decoded in-");
      print(true, "out of \u001b[31mcolour\n");
      print(false, "7: ü\ntwo\r\nrest");
      show(0.1);

      assertPrinted(reader.next(), "err", "out of ^[[31mcolour", 0);
      assertPrinted(reader.next(), "out", "decoded in-7: ü", 0);
      assertPrinted(reader.next(), "out", "two", 0);
    }
  }

  @Test
  void shouldTellTheLatestLinesAloneAndHowManyWereSkipped() throws IOException {
    try (FeedReader reader = reader()) {
      print(false, "y".repeat(100_000));
      print(false, "\n");
      for (int i = 0; i < PrintedLines.MAX_WAITING + 30; i++) {
        print(false, i + "\n");
      }
      show(0.1);

      assertPrinted(reader.next(), "out", "30", 31);
      assertPrinted(reader.next(), "out", "31", 0);
    }
  }

  @Test
  void shouldCutLinesThatAreLong() throws IOException {
    try (FeedReader reader = reader()) {
      print(false, "é".repeat(100_000));
      print(false, "\n");
      show(0.1);

      String text = reader.next().get("text").asText();
      assertThat(text).endsWith("é…").hasSizeBetween(390, PrintedLines.MAX_LENGTH + 1);
    }
  }

  @Test
  void shouldTellNoPartOfALineThatBeganBeforeItsClientCame() throws IOException {
    print(false, "whole\nbegun ");
    print(true, "another ");
    try (FeedReader reader = reader()) {
      print(false, "and going on ");
      print(false, "to its end\nnext\n");
      print(true, "\nerror\n");
      show(0.1);

      assertPrinted(reader.next(), "out", "next", 0);
      assertPrinted(reader.next(), "err", "error", 0);
    }
  }

  @Test
  void shouldForgetTheBeginningOfALineWithItsClient() throws IOException {
    try (FeedReader first = reader()) {
      print(false, "told\nbegun ");
      show(0.1);
      assertPrinted(first.next(), "out", "told", 0);
    }
    while (feed.hasClients()) {
      Thread.onSpinWait();
    }
    print(false, "and ended\n");
    try (FeedReader second = reader()) {
      print(false, "next\n");
      show(0.2);

      assertPrinted(second.next(), "out", "next", 0);
    }
  }

  private void print(boolean error, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    feed.printed(error, bytes, bytes.length, UTF_8);
  }

  private static void assertPrinted(JsonNode line, String stream, String text, int skipped) {
    assertThat(line.get("event").asText()).isEqualTo("printed");
    assertThat(line.get("stream").asText()).isEqualTo(stream);
    assertThat(line.get("text").asText()).isEqualTo(text);
    assertThat(line.get("skipped").asInt()).isEqualTo(skipped);
    assertThat(line.has("id")).isFalse();
  }
}
