package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** A task that never ends is ended, whatever it does, and costs no other. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeoutEndsTaskTest {
  /** On a busy machine a task that does what it should may take longer than two seconds. */
  private static final Duration LIMIT =
      Duration.ofSeconds(Boolean.getBoolean("faults.strict") ? 2 : 4);

  private static final Duration LATE = Duration.ofMillis(250);

  private static Account<Integer, Integer> timedOut(Scene scene, Fault fault) {
    Marks marks = scene.marks();
    Account<Integer, Integer> account =
        scene.account(
            scene
                .over(ITEMS)
                .timeout(LIMIT)
                .map(
                    Faults.at(
                        FAULTY,
                        () -> {
                          marks.set(Faults.STRUCK);
                          fault.strike();
                        })));
    assertThat(account.onlyFaulty(FAULTY, ITEMS)).isInstanceOf(Outcome.TimedOut.class);
    return account;
  }

  private static void assertKilled(Scene scene, Fault fault) throws IOException {
    timedOut(scene, fault);
    Measures.within("14", "report, late", scene.reportNanos() - LIMIT.toNanos(), LATE);
    long start = System.nanoTime();
    assertThat(scene.crew()).doesNotContain(scene.marks().get(Faults.STRUCK).pid());
    Measures.within("14", "slot free", System.nanoTime() - start, Duration.ofMillis(1250));
  }

  @FaultTest
  @DisplayName("row 14: a task sleeps for ever")
  void shouldEndATaskThatSleeps() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertKilled(scene, Faults::forEver);
    }
  }

  @FaultTest
  @DisplayName("row 14: a task ignores its interrupt")
  void shouldEndATaskThatIgnoresItsInterrupt() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      assertKilled(scene, () -> Faults.ignoreInterrupts(marks));
    }
  }

  @FaultTest
  @DisplayName("row 14: a task spins")
  void shouldEndATaskThatSpins() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      assertKilled(scene, () -> Faults.spin(marks));
    }
  }

  @FaultTest
  @DisplayName("row 14: a task is stuck in native code")
  void shouldEndATaskThatIsStuckInNativeCode() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      pipe(marks);
      assertKilled(scene, () -> Faults.stuckInNativeCode(marks));
    }
  }

  private static Path pipe(Marks marks) throws IOException, InterruptedException {
    Path pipe = Path.of(marks.directory(), "pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  @FaultTest
  @DisplayName("row 14: a task sleeps for ever; threads")
  void shouldInterruptAThreadThatSleeps() throws Exception {
    try (Scene scene = Scene.threads()) {
      Account<Integer, Integer> account = timedOut(scene, Faults::forEver);

      Measures.within("14T", "report, late", scene.reportNanos() - LIMIT.toNanos(), LATE);
      // One that was not seen to end within a second of its interrupt may have been given up.
      boolean inTime = scene.ended(FAULTY).tookNanos() < LIMIT.plusSeconds(1).toNanos();
      assertThat(account.report().stuckThreads()).isBetween(0, inTime ? 0 : 1);
      scene.assertWhole();
    }
  }

  /** A thread cannot be killed: it is given up a second after its interrupt. */
  private static void assertGivenUp(Scene scene, Fault fault) throws IOException {
    Account<Integer, Integer> account = timedOut(scene, fault);
    long late = scene.reportNanos() - LIMIT.toNanos();
    Measures.within("14T", "given up, late", late, Duration.ofMillis(1500));
    assertThat(account.report().stuckThreads()).isEqualTo(1);
    scene.assertWhole();
  }

  @FaultTest
  @DisplayName("row 14: a task ignores its interrupt; threads")
  void shouldGiveUpAThreadThatIgnoresItsInterrupt() throws Exception {
    try (Scene scene = Scene.threads()) {
      Marks marks = scene.marks();
      assertGivenUp(scene, () -> Faults.ignoreInterrupts(marks));
      marks.set("release");
    }
  }

  @FaultTest
  @DisplayName("row 14: a task spins; threads")
  void shouldGiveUpAThreadThatSpins() throws Exception {
    try (Scene scene = Scene.threads()) {
      Marks marks = scene.marks();
      assertGivenUp(scene, () -> Faults.spin(marks));
      marks.set("release");
    }
  }

  @FaultTest
  @DisplayName("row 14: a task is stuck in native code; threads")
  void shouldGiveUpAThreadThatIsStuckInNativeCode() throws Exception {
    try (Scene scene = Scene.threads()) {
      Marks marks = scene.marks();
      Path pipe = pipe(marks);
      assertGivenUp(scene, () -> Faults.stuckInNativeCode(marks));
      try (OutputStream released = Files.newOutputStream(pipe)) {
        released.flush();
      }
    }
  }
}
