package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the feed of {@code headway run} tells of the output of its jobs. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class RunFeedTest {
  @TempDir private Path temporary;

  private ChildProcess headway(String feed, String progress, String... args) throws IOException {
    return ChildProcess.headwayIn(
        Map.of(
            "XDG_RUNTIME_DIR", temporary.toString(),
            "HEADWAY_FEED", feed,
            "HEADWAY_PROGRESS", progress),
        args);
  }

  @Test
  void shouldTellWhatJobsPrint() throws Exception {
    Path gate = temporary.resolve("gate");
    String job = "while [ ! -e " + gate + " ]; do sleep 0.1; done; echo seen \"$1\"; echo no >&2";
    try (ChildProcess run = headway("on", "plain", "run", "-j1", "--sh", job, ":::", "a", "b")) {
      run.awaitErr("started, 2 items", "0% (0/2)");
      run.awaitFile(temporary.resolve("headway").resolve(run.pid() + ".sock"));
      try (ChildProcess attach = headway("off", "json", "attach", Long.toString(run.pid()))) {
        BufferedReader feed = attach.outReader();
        assertThat(feed.readLine()).contains("\"event\":\"hello\"");
        Files.createFile(gate);

        assertThat(feed.lines().filter(line -> line.contains("\"event\":\"printed\"")))
            .extracting(
                line -> line.replaceAll(".*\"stream\":\"(.*?)\",\"text\":\"(.*?)\".*", "$1 $2"))
            .containsExactlyInAnyOrder("out seen a", "err no", "out seen b", "err no");
      }
      assertThat(run.out()).isEqualTo("seen a\nseen b\n");
    } finally {
      if (!Files.exists(gate)) {
        Files.createFile(gate);
      }
    }
  }
}
