package dev.headway.internal.terminal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.TaskEnd;
import dev.headway.work.RemoteTaskException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private static final Theme UNICODE = new Theme(true, false);

  private final FailureLog log = new FailureLog();
  private long index;

  private void failed(@Nullable Object input, @Nullable Throwable error, TaskEnd end) {
    log.on(new ProgressEvent.TaskEnded(0, "job", index++, 0, error, end, 1, input, 0));
  }

  private void failed(@Nullable Object input, Throwable error) {
    failed(input, error, TaskEnd.FAILED);
  }

  private List<String> lines() {
    return FailureLines.onScreen(log.kinds(), 79, UNICODE).stream()
        .map(line -> line.text().strip())
        .toList();
  }

  @Test
  void shouldGroupFailuresThatDifferInTheirInputsAlone() {
    failed("IMG_0003.jpg", new IllegalStateException("cannot decode IMG_0003.jpg"));
    failed("IMG_0011.jpg", new IllegalStateException("cannot decode IMG_0011.jpg"));
    failed("IMG_0012.jpg", new IllegalStateException("cannot decode IMG_0012.jpg"));
    failed("IMG_0020.jpg", new IOException("No space left on device"));
    assertThat(lines())
        .containsExactly(
            "3× IllegalStateException: cannot decode …  IMG_0003.jpg, IMG_0011.jpg, +1",
            "1× IOException: No space left on device    IMG_0020.jpg");
  }

  @Test
  void shouldGroupMessagesThatDifferInTheirNumbers() {
    failed(71, new IOException("line 12 of 40"));
    failed(72, new IOException("line 13 of 40"));
    assertThat(lines()).containsExactly("2× IOException: line … of …  71, 72");
  }

  @Test
  void shouldTellTheFirstOfEachKindOnce() {
    failed(Path.of("a/b/c.txt"), new IOException("a/b/c.txt: broken"));
    failed(Path.of("a/b/d.txt"), new IOException("a/b/d.txt: broken"));
    assertThat(log.takeFirsts())
        .containsExactly(new FailureLog.First("b/c.txt", "IOException: a/b/c.txt: broken"));
    failed("x", new IOException("other"));
    assertThat(log.takeFirsts()).extracting(FailureLog.First::input).containsExactly("x");
    assertThat(log.takeFirsts()).isEmpty();
  }

  @Test
  void shouldTellTimeoutsAndCrashesInPlainWords() {
    String message = "It ran for longer than 4.0 s and was ended.";
    failed("slow", new TimeoutException(message), TaskEnd.TIMED_OUT);
    failed("gone", new RemoteTaskException("a.b.NativeCrash", "SIGSEGV", null), TaskEnd.CRASHED);
    assertThat(lines())
        .containsExactly("1× timed out after 4.0 s  slow", "1× NativeCrash: SIGSEGV   gone");
  }

  @Test
  void shouldTakeNoOtherEventForAFailure() {
    failed("good", null, TaskEnd.SUCCEEDED);
    log.on(
        new ProgressEvent.TaskRetried(
            0, "job", 0, 0, new IOException(), TaskEnd.FAILED, 1, "again", 0));
    assertThat(log.kinds()).isEmpty();
  }

  @Test
  void shouldNotLetAMessageMoveTheCursorNorTakeSeveralLines() {
    failed("a\033[2J", new IOException("b\033[2J\nsecond line"));
    assertThat(log.takeFirsts())
        .containsExactly(new FailureLog.First("a^[[2J", "IOException: b^[[2J"));
  }

  @Test
  void shouldStayBoundedWhereEachFailureIsOfItsOwnKind() {
    for (int i = 0; i < 5_000; i++) {
      String word = Integer.toString(i, 36).replaceAll("[0-9]", "z");
      failed(i, new IOException("kind " + word));
    }
    assertThat(log.takeFirsts()).hasSize(5);
    assertThat(log.kinds().stream().mapToLong(FailureKind::count).sum()).isEqualTo(5_000);
    assertThat(log.kinds()).hasSize(101);
    assertThat(lines()).hasSize(6).endsWith("and 96 kinds more");
    assertThat(lines().get(0)).matches("4\\d\\d\\d× IOException");
  }

  @Test
  void shouldFitEveryWidth() {
    failed("縮小画像を作成する/IMG_0003.jpg", new IOException("a message that is rather long"));
    for (int width = 0; width < 120; width++) {
      int most = width;
      assertThat(FailureLines.onScreen(log.kinds(), width, UNICODE))
          .allSatisfy(line -> assertThat(line.cells()).isLessThanOrEqualTo(most));
    }
  }
}
