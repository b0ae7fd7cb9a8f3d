package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Progress;
import dev.headway.process.Processes;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Unit;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** What tasks in worker processes show is shown with them, whatever becomes of them. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgressInWorkersTest {

  /** The running task of an input, as the bar sees it; null if it is not listed. */
  private static RunningTask running(Scene scene, int input) {
    Row row = scene.row();
    return row == null
        ? null
        : row.longest().stream().filter(task -> task.index() == input).findFirst().orElse(null);
  }

  private static List<SubProgress> parts(Scene scene, int input) {
    RunningTask task = running(scene, input);
    return task == null ? List.of() : task.parts();
  }

  /** A library that knows nothing of pools reads a stream under a bar of its own. */
  private static int read(int size) throws Exception {
    int read = 0;
    try (InputStream in = Progress.over(new ByteArrayInputStream(new byte[size]), 1000)) {
      while (in.read() >= 0) {
        read++;
      }
    }
    return read;
  }

  @FaultTest
  @DisplayName("what a task amid many tiny ones shows is shown under its name, and counts nothing")
  void shouldShowItUnderItsTask() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      String name = Gate.at(marks);
      try (Gate gate = Gate.closed(marks)) {
        var results =
            scene
                .over(2000)
                .map(
                    Faults.at(
                        1500,
                        () -> {
                          try (Progress pages = Progress.begin("pages", 4)) {
                            pages.advance(3);
                            try (Progress words = pages.nested("words", 9)) {
                              words.advance(2);
                              marks.set(Faults.STRUCK);
                              Gate.pass(name);
                            }
                          }
                        }));
        Thread consumer = new Thread(() -> results.outcomes().forEach(outcome -> {}));
        consumer.start();
        long pid = marks.await(Faults.STRUCK).pid();
        List<SubProgress> expected =
            List.of(
                new SubProgress("pages", Unit.ITEMS, 3, 4L),
                new SubProgress("words", Unit.ITEMS, 2, 9L));
        AtomicReference<RunningTask> shown = new AtomicReference<>();
        Eventually.until(
            "what it shows",
            () -> {
              shown.set(running(scene, 1500));
              return shown.get() != null && shown.get().parts().equals(expected);
            });
        RunningTask task = shown.get();
        assertThat(task.name()).isEqualTo("1500");
        assertThat(task.pid()).isEqualTo(pid);
        assertThat(task.fraction()).isEqualTo(0.75);
        Eventually.until("all others", () -> scene.row().counts().settled() == 1999);
        assertThat(scene.row().fraction()).isEqualTo(1999 / 2000.0);
        gate.open();
        consumer.join();
      }
      assertThat(scene.lastRow().counts().succeeded()).isEqualTo(2000);
      assertThat(scene.lastRow().longest()).isEmpty();
    }
  }

  @FaultTest
  @DisplayName("a worker is killed while its task shows how far it is")
  void shouldEndWhatADeadWorkerShowed() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      String name = Gate.at(marks);
      try (Gate gate = Gate.closed(marks)) {
        var results =
            scene
                .over(Scene.ITEMS)
                .map(
                    Faults.at(
                        Scene.FAULTY,
                        () -> {
                          try (Progress pages = Progress.begin("pages", 4)) {
                            pages.advance();
                            marks.set(Faults.STRUCK);
                            Gate.pass(name);
                          }
                        }));
        Thread consumer = new Thread(() -> results.outcomes().forEach(outcome -> {}));
        consumer.start();
        long pid = marks.await(Faults.STRUCK).pid();
        Eventually.until("what it shows", () -> parts(scene, Scene.FAULTY).size() == 1);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Eventually.until("its end", () -> running(scene, Scene.FAULTY) == null);
        consumer.join();
        gate.open();
      }
      assertThat(scene.lastRow().counts().crashed()).isEqualTo(1);
      assertThat(scene.lastRow().counts().succeeded()).isEqualTo(Scene.ITEMS - 1);
    }
  }

  @FaultTest
  @DisplayName("a task forgets to close what it shows; the next one on its worker shows nothing")
  void shouldNotShowWhatTheTaskBeforeForgot() throws Exception {
    try (Scene scene = Scene.on(Processes.of(1))) {
      Marks marks = scene.marks();
      String name = Gate.at(marks);
      try (Gate gate = Gate.closed(marks)) {
        var results =
            scene
                .over(2)
                .map(
                    input -> {
                      if (input == 0) {
                        Progress.begin("forgotten", 4).advance();
                        Progress.over(List.of(1, 2, 3)).iterator().next();
                        throw new IllegalStateException("on purpose");
                      }
                      marks.set(Faults.STRUCK);
                      Gate.pass(name);
                      return input;
                    });
        Thread consumer = new Thread(() -> results.outcomes().forEach(outcome -> {}));
        consumer.start();
        marks.await(Faults.STRUCK);
        Eventually.until("the second", () -> running(scene, 1) != null);
        assertThat(parts(scene, 1)).isEmpty();
        gate.open();
        consumer.join();
      }
      assertThat(scene.lastRow().counts().failed()).isEqualTo(1);
    }
  }

  @FaultTest
  @DisplayName("a thousand tasks show something each")
  void shouldKeepUpWithAThousandTasks() throws Exception {
    try (Scene scene = Scene.processes()) {
      Account<Integer, Integer> account =
          scene.account(
              scene
                  .over(IntStream.range(0, 1000).boxed().toList())
                  .map(ProgressInWorkersTest::read));
      assertThat(account.report().counts().succeeded()).isEqualTo(1000);
    }
  }

  @FaultTest
  @DisplayName("a pool inside of a task in a worker process is shown with its task")
  void shouldShowAPoolInsideOfATask() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      String name = Gate.at(marks);
      try (Gate gate = Gate.closed(marks)) {
        var results =
            scene
                .over(1)
                .map(
                    input -> {
                      try (Pool inner = Pool.on(Processes.of(2))) {
                        return inner
                            .over(List.of(1, 2, 3))
                            .named("inner")
                            .map(
                                x -> {
                                  if (x == 3) {
                                    Gate.pass(name);
                                  }
                                  return x;
                                })
                            .toList()
                            .size();
                      }
                    });
        Thread consumer = new Thread(() -> results.outcomes().forEach(outcome -> {}));
        consumer.start();
        Eventually.until(
            "the inner job",
            () -> parts(scene, 0).equals(List.of(new SubProgress("inner", Unit.ITEMS, 2, 3L))));
        gate.open();
        consumer.join();
      }
      assertThat(scene.lastRow().counts().succeeded()).isEqualTo(1);
    }
  }
}
