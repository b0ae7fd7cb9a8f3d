package dev.headway.internal.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.time.HelperThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusPageTest {

  @Test
  void shouldShowWhatTheOtherSideRuns(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("g");
    StatusPage parent = StatusPage.create(file);
    StatusPage child = StatusPage.open(file);
    Files.delete(file);
    assertThat(parent.running(1)).isEqualTo(-1);
    assertThat(parent.receives(1)).isFalse();

    child.receiving(1);
    assertThat(parent.receives(1)).isTrue();
    assertThat(parent.receives(2)).isFalse();
    child.received();

    long before = System.nanoTime();
    child.begin(1, 5);
    assertThat(parent.running(1)).isEqualTo(5);
    assertThat(parent.running(2)).isEqualTo(-1);
    assertThat(parent.since()).isBetween(before, System.nanoTime());
    assertThat(parent.done()).isZero();

    child.ended();
    child.idle();
    assertThat(parent.running(1)).isEqualTo(-1);
    assertThat(parent.done()).isEqualTo(1);
  }

  @Test
  void shouldBeginNoTaskBehindOneThatIsCondemned(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("g");
    StatusPage parent = StatusPage.create(file);
    StatusPage child = StatusPage.open(file);
    child.begin(1, 5);
    assertThat(parent.markForKill(1, 4)).as("it has ended").isFalse();
    child.begin(1, 6);
    assertThat(parent.markForKill(1, 6)).isTrue();
    assertThat(parent.running(1)).isEqualTo(6);

    Thread next = HelperThreads.daemon("next", () -> child.begin(1, 7));
    next.start();
    while (next.getState() != Thread.State.WAITING) {
      assertThat(next.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    assertThat(parent.running(1)).isEqualTo(6);
  }
}
