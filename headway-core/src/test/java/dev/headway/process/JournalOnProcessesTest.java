package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Job;
import dev.headway.Journal;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal with worker processes: what they did is kept, and what they died of runs again. */
@Timeout(180)
class JournalOnProcessesTest {
  @TempDir Path folder;

  record Answer(int input, String text) implements java.io.Serializable {}

  private Journal<Object> journal() {
    return Journal.at(folder.resolve("job.hwj"));
  }

  /** Leaves a file for each call, and ends its worker as long as a flag is there. */
  private static Answer answer(String ran, String flag, int input)
      throws IOException, InterruptedException {
    Files.createTempFile(Path.of(ran), input + "-", "");
    if (input == 13 && Files.exists(Path.of(flag))) {
      Runtime.getRuntime().halt(7);
    }
    if (input == 14 && Files.exists(Path.of(flag))) {
      throw new IOException("not today");
    }
    if (input == 15 && Files.exists(Path.of(flag))) {
      Thread.sleep(Duration.ofHours(1).toMillis());
    }
    return new Answer(input, "answer " + input);
  }

  private static List<Integer> inputs() {
    return IntStream.range(0, 40).boxed().toList();
  }

  private List<Outcome<Integer, Answer>> run(Path ran, Path flag) {
    String ranText = ran.toString();
    String flagText = flag.toString();
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      Job<Integer> job = pool.over(inputs()).journal(journal()).timeout(Duration.ofSeconds(15));
      List<Outcome<Integer, Answer>> outcomes = new ArrayList<>();
      try (Results<Integer, Answer> results = job.map(x -> answer(ranText, flagText, x))) {
        results.outcomes().forEach(outcomes::add);
      }
      return outcomes;
    }
  }

  private static int filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return (int) files.count();
    }
  }

  @Test
  @Tag("faults")
  void shouldRunAgainOnlyWhatCrashedHungOrFailed() throws IOException {
    Path flag = Files.createFile(folder.resolve("flag"));
    Path first = Files.createDirectory(folder.resolve("first"));
    List<Outcome<Integer, Answer>> outcomes = run(first, flag);
    assertThat(outcomes.get(13)).isInstanceOf(Outcome.Crashed.class);
    assertThat(outcomes.get(14)).isInstanceOf(Outcome.Failure.class);
    assertThat(outcomes.get(15)).isInstanceOf(Outcome.TimedOut.class);
    assertThat(filesIn(first)).isEqualTo(40);

    Files.delete(flag);
    Path second = Files.createDirectory(folder.resolve("second"));
    outcomes = run(second, flag);
    assertThat(filesIn(second)).isEqualTo(3);
    assertThat(outcomes).hasSize(40).allMatch(Outcome::succeeded);
    assertThat(outcomes.get(12).replayed()).isTrue();
    assertThat(outcomes.get(13).replayed()).isFalse();
    for (int i = 0; i < 40; i++) {
      assertThat(((Outcome.Success<Integer, Answer>) outcomes.get(i)).value())
          .isEqualTo(new Answer(i, "answer " + i));
    }
  }

  @Test
  void shouldStartNoProcessIfAllIsDone() throws IOException {
    Path flag = folder.resolve("flag");
    Path ran = Files.createDirectory(folder.resolve("ran"));
    run(ran, flag);
    List<dev.headway.progress.ProgressEvent> events = new ArrayList<>();
    String text = ran.toString();
    try (Pool pool = Pool.on(Processes.of(2)).quiet().withListener(events::add)) {
      pool.over(inputs()).journal(journal()).map(x -> answer(text, text, x)).toList();
    }

    assertThat(filesIn(ran)).isEqualTo(40);
    assertThat(events)
        .noneMatch(event -> event instanceof dev.headway.progress.ProgressEvent.TaskStarted);
  }
}
