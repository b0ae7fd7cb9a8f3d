package dev.headway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
  private static final Duration STEP = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private final Shown shown = new Shown();

  /** Watches a file that has each of these sizes for a second, and then the last of them. */
  private int watch(@Nullable Long total, Integer... sizes) {
    Path file = folder.resolve("file");
    Deque<Integer> next = new ArrayDeque<>(List.of(sizes));
    resize(file, next.removeFirst());
    Runnable pause =
        () -> {
          shown.advance(STEP);
          if (!next.isEmpty()) {
            resize(file, next.removeFirst());
          }
        };
    return new WatchedFile(file, "file", total, STEP.multipliedBy(5), shown.display, pause).run();
  }

  private static void resize(Path file, int size) {
    try {
      if (size < 0) {
        Files.deleteIfExists(file);
      } else {
        Files.write(file, new byte[size]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldEndWhenTheFileHasItsSize() {
    assertThat(watch(1000L, 400, 500, 500, 800, 1000)).isZero();

    assertThat(shown.row().complete()).isTrue();
    assertThat(shown.row().counts().before()).isEqualTo(400);
    assertThat(shown.row().counts().succeeded()).isEqualTo(600);
    assertThat(shown.row().elapsedNanos()).isEqualTo(STEP.multipliedBy(4).toNanos());
  }

  @Test
  void shouldEndWhenTheFileDoesNotChangeAnyMore() {
    assertThat(watch(null, 0, 10, 20)).isZero();

    assertThat(shown.row().counts().settled()).isEqualTo(20);
    assertThat(shown.row().elapsedNanos()).isEqualTo(STEP.multipliedBy(7).toNanos());
    assertThat(shown.row().state()).isEqualTo(Row.State.FINISHED);
  }

  @Test
  void shouldSayThatTheFileIsTooShort() {
    assertThat(watch(1000L, 0, 10, 20)).isEqualTo(WatchedFile.INCOMPLETE);

    assertThat(shown.row().complete()).isFalse();
    assertThat(shown.row().counts().settled()).isEqualTo(20);
  }

  @Test
  void shouldBeDoneAtOnceWithAFileThatIsWhole() {
    assertThat(watch(10L, 10)).isZero();

    assertThat(shown.row().complete()).isTrue();
  }

  @Test
  void shouldCountWhatCameBeforeItWatched() {
    Path file = folder.resolve("file");
    resize(file, 4);
    WatchedFile watched = new WatchedFile(file, "file", 10L, STEP, shown.display, () -> {});
    resize(file, 10);

    assertThat(watched.run()).isZero();
    assertThat(shown.row().complete()).isTrue();
  }

  @Test
  void shouldWaitForAFileThatIsNotThereYet() {
    assertThat(watch(30L, -1, -1, 10, 30)).isZero();

    assertThat(shown.row().counts().before()).isZero();
    assertThat(shown.row().counts().succeeded()).isEqualTo(30);
  }

  @Test
  void shouldSayThatNoFileCame() {
    assertThatThrownBy(() -> watch(30L, -1))
        .isInstanceOf(TransferProblem.class)
        .hasMessage("The file " + folder.resolve("file") + " does not exist, and did not appear.");
  }

  @Test
  void shouldKeepTheLastSizeOfAFileThatIsRenamedAtItsEnd() {
    assertThat(watch(null, 10, 30, -1)).isZero();
    assertThat(shown.row().counts().settled()).isEqualTo(30);
  }

  @Test
  void shouldBeginAnewWithAFileThatIsWrittenAgain() {
    assertThat(watch(100L, 50, 60, 20, 100)).isZero();

    assertThat(shown.rows())
        .extracting(Row::state)
        .containsExactly(Row.State.STOPPED, Row.State.FINISHED);
    assertThat(shown.rows().get(0).counts().settled()).isEqualTo(60);
    assertThat(shown.rows().get(1).counts().before()).isEqualTo(20);
    assertThat(shown.rows().get(1).complete()).isTrue();
  }

  @Test
  void shouldRefuseAFolder() {
    assertThatThrownBy(() -> new WatchedFile(folder, "x", null, STEP, shown.display, () -> {}))
        .hasMessage("The file " + folder + " is a folder.");
  }
}
