package dev.headway.internal.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.TaskProgress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressAreaTest {
  private final AtomicLong running = new AtomicLong(5);
  private final ByteBuffer page = ByteBuffer.allocateDirect(512);
  private final ProgressArea parts = new ProgressArea(page, 64, running::get);

  private static TaskProgress part(String label, long done, Long total) {
    return new TaskProgress(label, false, done, total);
  }

  @Test
  void shouldTellWhatItsTaskSaysAndNothingOfAnother() {
    assertThat(parts.read()).isEmpty();
    List<TaskProgress> told =
        List.of(part("décode", 3, 8L), new TaskProgress("", true, 1L << 40, null));
    parts.write(5, told);
    assertThat(parts.read()).isEqualTo(told);
    running.set(6);
    assertThat(parts.read()).isEmpty();
    parts.write(5, told);
    assertThat(parts.read()).as("said too late").isEmpty();
    parts.write(6, List.of());
    assertThat(parts.read()).isEmpty();
  }

  @Test
  void shouldBoundLabelsAndCutNoCharacter() {
    parts.write(5, List.of(part("x" + "縮".repeat(100), 1, 2L), part("y".repeat(200), 3, 4L)));
    assertThat(parts.read())
        .containsExactly(part("x" + "縮".repeat(31), 1, 2L), part("y".repeat(96), 3, 4L));
  }

  @Test
  void shouldTakeNoHarmFromAPageThatIsDamaged() {
    parts.write(5, List.of(part("x", 1, 2L)));
    for (int at = 64 + 16; at + 8 <= page.capacity(); at += 8) {
      page.putLong(at, -1);
    }
    assertThat(parts.read()).isEmpty();
    page.putLong(64 + 16, ~(1L << 63));
    page.order(java.nio.ByteOrder.nativeOrder()).putLong(64 + 16, Long.MAX_VALUE);
    assertThat(parts.read()).hasSize(2);
  }

  @Test
  void shouldNeverMixWhatWasSaidAtTwoTimes(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("g");
    ProgressArea reader = StatusPage.create(file).parts();
    StatusPage child = StatusPage.open(file);
    child.beginUntimed(1, 0);
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (long i = 0; !over.get(); i++) {
                child.parts().write(child.parts().task(), List.of(part(Long.toString(i), i, i)));
              }
            });
    writer.start();
    int read = 0;
    while (read < 20_000) {
      for (TaskProgress one : reader.read()) {
        assertThat(one.label()).isEqualTo(Long.toString(one.done()));
        assertThat(one.total()).isEqualTo(one.done());
        read++;
      }
    }
    over.set(true);
    writer.join();
  }
}
