package dev.headway.internal.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.protocol.ProcessLooks.Look;
import dev.headway.internal.time.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often many threads look at the processes of this machine. */
class ProcessLooksTest {
  private static Thread asking(ProcessLooks looks, Queue<Look> answers) {
    Thread thread = new Thread(() -> answers.add(looks.next()));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
    while (thread.getState() != state) {
      Thread.sleep(1);
    }
  }

  /** Looks at nothing; the first waits for the gate. */
  private static ProcessLooks gated(CountDownLatch gate, AtomicInteger count) {
    return new ProcessLooks(
        () -> {
          if (count.incrementAndGet() == 1) {
            Waits.uninterrupted(interrupted -> gate.await());
          }
          return new Look(List.of(), Map::of);
        });
  }

  @Test
  @Timeout(60)
  void shouldShareALookThatBeganAfterTheQuestion() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    ProcessLooks looks = gated(gate, count);
    Queue<Look> answers = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Thread thread = asking(looks, answers);
      awaitState(thread, Thread.State.WAITING);
      threads.add(thread);
    }
    gate.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(count).as("that of the first, and one for all others").hasValue(2);
    assertThat(answers).hasSize(50);
  }

  @Test
  @Timeout(60)
  void shouldNotWaitForTheLooksThatOthersTakeLater() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch later = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    CountDownLatch answered = new CountDownLatch(50);
    ProcessLooks looks =
        new ProcessLooks(
            () -> {
              int number = count.incrementAndGet();
              CountDownLatch gate = number == 1 ? first : later;
              if (number != 2) {
                Waits.uninterrupted(interrupted -> gate.await());
              }
              return new Look(List.of(), Map::of);
            });
    for (int i = 0; i < 50; i++) {
      Thread thread =
          new Thread(
              () -> {
                looks.next();
                answered.countDown();
                looks.next(); // Begins the third look while others still wait for the second.
              });
      thread.setDaemon(true);
      thread.start();
      awaitState(thread, Thread.State.WAITING);
    }
    first.countDown();
    answered.await();
    later.countDown();
  }

  @Test
  @Timeout(60)
  void shouldLookAgainAfterALookThatFailed() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    ProcessLooks looks =
        new ProcessLooks(
            () -> {
              if (count.incrementAndGet() == 1) {
                Waits.uninterrupted(interrupted -> gate.await());
                throw new IllegalStateException("broken");
              }
              return new Look(List.of(), Map::of);
            });
    Thread failing = new Thread(() -> assertThatThrownBy(looks::next).hasMessage("broken"));
    failing.start();
    awaitState(failing, Thread.State.WAITING);
    Queue<Look> answers = new ConcurrentLinkedQueue<>();
    Thread waiting = asking(looks, answers);
    awaitState(waiting, Thread.State.WAITING);
    gate.countDown();
    waiting.join();
    failing.join();
    assertThat(answers).hasSize(1);
    assertThat(count).hasValue(2);
  }

  @Test
  void shouldShowWhatWasStartedBeforeTheQuestion() throws Exception {
    ProcessLooks looks = new ProcessLooks();
    ProcessHandle self = ProcessHandle.current();
    for (int i = 0; i < 5; i++) {
      Process child = new ProcessBuilder("sleep", "600").start();
      try {
        assertThat(looks.next().descendants(List.of(self))).contains(child.toHandle());
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(looks.next().descendants(List.of(self))).doesNotContain(child.toHandle());
    }
  }

  /** Between two programs the kernel shows no environment for a moment. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldSeeAProcessThatBeginsOneProgramAfterTheOther(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("again"), "exec sh \"$0\"\n");
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
    builder.environment().put(WorkerProtocol.TOKEN, "again");
    Process process = builder.start();
    try {
      ProcessLooks looks = new ProcessLooks();
      for (int i = 0; i < 200; i++) {
        assertThat(looks.next().marked())
            .as("look %s", i)
            .flatExtracting(each -> each.process().toList())
            .contains(process.toHandle());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "R 1 2 2 0 -1 4194304, 0 0, false",
    "R 1 2 2 0 -1 4194304, 140737488351200 140737488351207, false",
    "R 1 2 2 0 -1 4194304, 140737488351207 140737488351207, false",
    "D 1 2 2 0 -1 4194304, 140737488351207 140737488351207, false",
    "S 1 2 2 0 -1 4194304, 140737488351207 140737488351207, true",
    "Z 1 2 2 0 -1 4194304, 0 0, true",
    "S 0 0 0 0 -1 2129984, 0 0, true"
  })
  void shouldTellWhatHasNoEnvironment(String begin, String environment, boolean none) {
    String stat = "7 (a (b) c) " + begin + " 1".repeat(40) + " " + environment + " 0\n";
    assertThat(ProcessLooks.lacksEnvironment(stat)).isEqualTo(none);
  }

  @Test
  void shouldLookThoughTheThreadIsInterrupted() {
    ProcessLooks looks = new ProcessLooks();
    Thread.currentThread().interrupt();
    assertThat(looks.next().descendants(List.of(ProcessHandle.of(1).orElseThrow()))).isNotEmpty();
    assertThat(Thread.interrupted()).as("it still knows").isTrue();
  }
}
