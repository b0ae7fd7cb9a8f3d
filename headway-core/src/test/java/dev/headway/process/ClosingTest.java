package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.work.WorkerStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class ClosingTest {
  /** Who ends by itself has all the time that a busy machine needs. */
  private final Bench bench =
      new Bench(ProcessConfig.of(4).with(draft -> draft.grace = Patience.LIMIT));

  private final Children children = new Children();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldStartNothingUnlessAsked() {
    bench.close();
    bench.close();
    assertThat(children.since()).isEmpty();
  }

  @Test
  void shouldEndTheProcessBeforeItReturns() throws Exception {
    long pid = bench.pid();
    bench.close();
    bench.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThatThrownBy(bench.worker::prepare)
        .isInstanceOf(WorkerStartException.class)
        .hasMessage("Worker 2 is closed.");
  }

  @Test
  void shouldInterruptTheTaskThatRuns() throws Exception {
    long pid = bench.pid();
    TestBatch<String, Object> batch = TestBatch.of(Tasks::obey, "sleep");
    Thread handler = bench.start(batch);
    batch.awaitStarted();

    bench.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    Patience.join(handler);
    assertThat(batch.ends()).isEmpty();
  }

  @Test
  void shouldKillTheTaskThatDoesNotEnd(@TempDir Path directory) throws Exception {
    Bench deaf = new Bench();
    long pid = deaf.pid();
    Path file = directory.resolve("runs");
    TestBatch<String, Object> batch = TestBatch.of(Tasks::spin, file.toString());
    Thread handler = deaf.start(batch);
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }

    deaf.close();

    Patience.awaitEnd(pid);
    Patience.join(handler);
    assertThat(batch.ends()).isEmpty();
  }

  @Test
  void shouldEndAStartThatIsInItsInitializer(@TempDir Path directory) throws Exception {
    String file = directory.resolve("begun").toString();
    Bench starting =
        new Bench(
            Processes.of(4)
                .init(
                    () -> {
                      Files.createFile(Path.of(file));
                      Tasks.forEver();
                    }));
    FutureTask<Void> prepare =
        new FutureTask<>(
            () -> {
              starting.worker.prepare();
              return null;
            });
    Thread handler = new Thread(prepare);
    handler.start();
    Patience.until("the initializer", () -> Files.exists(Path.of(file)));

    starting.close();

    Patience.join(handler);
    assertThat(catchThrowable(() -> Patience.get(prepare)))
        .hasCauseInstanceOf(WorkerStartException.class);
    assertThat(children.since()).isEmpty();
  }

  @Test
  void shouldEndAStartThatIsOnItsWay() throws Exception {
    for (int round = 0; round < 5; round++) {
      Bench starting = new Bench();
      CountDownLatch begun = new CountDownLatch(1);
      FutureTask<Void> prepare =
          new FutureTask<>(
              () -> {
                begun.countDown();
                starting.worker.prepare();
                return null;
              });
      Thread handler = new Thread(prepare);
      handler.start();
      Patience.await(begun);
      for (int spin = 0; spin < round * 100_000; spin++) {
        Thread.onSpinWait();
      }
      starting.close();
      Patience.join(handler);
      Throwable thrown = catchThrowable(() -> Patience.get(prepare));
      if (thrown != null) { // Unless it was up before this thread had its turn.
        assertThat(thrown).hasCauseInstanceOf(WorkerStartException.class);
      }
    }
    Patience.until("the end of what it had started", () -> children.since().isEmpty());
  }

  @Test
  void shouldPassOnWhatWasPrintedBeforeItReturns() throws Exception {
    bench.perform(
        TestBatch.<Integer, Object>of(
            input -> {
              Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print("bye")));
              return null;
            },
            1));

    bench.close();

    assertThat(bench.printed).containsExactly("2 OUT bye");
  }

  @Test
  void shouldKillProcessesThatTasksLeftBehind() throws Exception {
    TestBatch<String, Long> batch = bench.perform(TestBatch.of(Tasks::leaveBehind, "sleep"));

    bench.close();

    Patience.awaitEnd((Long) batch.value(0));
  }

  @Test
  void shouldEndDespiteThreadsThatTasksLeftBehind() throws Exception {
    bench.perform(
        TestBatch.<Integer, Object>of(
            input -> {
              Thread left =
                  new Thread(
                      () -> {
                        while (true) {
                          Thread.onSpinWait();
                        }
                      },
                      "mine");
              left.start();
              return null;
            },
            1));
    long pid = bench.pid();

    bench.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(bench.printed)
        .containsExactly(
            "2 ERR Worker 2 (pid "
                + pid
                + ") ends, though its tasks left a thread running: \"mine\"");
  }

  @Test
  void shouldNotSpeakOfThreadsThatDoNotOutliveTheWorkersLastTask() throws Exception {
    bench.perform(
        TestBatch.<Integer, Object>of(
            input -> {
              Thread daemon = new Thread(new FutureTask<>(() -> forEver()));
              daemon.setDaemon(true);
              daemon.start();
              List<Thread> threads = new ArrayList<>();
              ExecutorService quick =
                  Executors.newFixedThreadPool(
                      2,
                      body -> {
                        Thread thread = new Thread(body);
                        threads.add(thread);
                        return thread;
                      });
              int value = quick.submit(() -> input).get();
              quick.shutdown();
              for (Thread thread : threads) {
                thread.join(); // shutdown() only asks, and the worker waits for a moment only.
              }
              return value;
            },
            1));

    bench.close();

    assertThat(bench.printed).isEmpty();
  }

  @Test
  void shouldNotSpeakOfThreadsThatTheInitializerHasStarted() throws Exception {
    Bench initialized =
        new Bench(
            Processes.of(4)
                .grace(Patience.LIMIT)
                .init(() -> new Thread(new FutureTask<>(() -> forEver())).start()));
    long pid = initialized.pid();

    initialized.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(initialized.printed).isEmpty();
  }

  private static Object forEver() throws InterruptedException {
    Tasks.forEver();
    return "never";
  }
}
