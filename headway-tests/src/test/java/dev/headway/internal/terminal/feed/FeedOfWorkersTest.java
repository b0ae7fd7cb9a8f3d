package dev.headway.internal.terminal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headway.Pool;
import dev.headway.process.Processes;
import dev.headway.terminal.Feed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the feed of a program tells of its worker processes. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FeedOfWorkersTest {

  @Test
  void shouldTellWhatTasksPrint() throws Exception {
    try (Feed feed = Feed.open();
        FeedReader reader = new FeedReader(feed.socket());
        Pool pool = Pool.on(Processes.of(1))) {
      assertThat(reader.events(1)).containsExactly("hello");

      pool.map(
              List.of(1, 2, 3),
              input -> {
                System.out.println("seen " + input);
                return input;
              })
          .toList();

      List<String> printed = new ArrayList<>();
      while (printed.size() < 3) {
        JsonNode line = reader.next();
        if (line.get("event").asText().equals("printed")) {
          printed.add(line.get("stream").asText() + " " + line.get("text").asText());
        }
      }
      assertThat(printed).containsExactly("out seen 1", "out seen 2", "out seen 3");
    }
  }
}
