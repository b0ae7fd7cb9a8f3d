package dev.headway.faults;

import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.JobException;
import dev.headway.Results;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** Workers that cannot start end the run with the reason, and are not started for ever. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartFailureIsToldTest {
  private static final Duration BOUND = Duration.ofSeconds(3);

  /** A place with a {@code java} that adds an option which no JVM knows, and counts its starts. */
  private static Path badJava(Path directory, Path starts) throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    Path bin = Files.createDirectories(directory.resolve("home/bin"));
    Files.createSymbolicLink(directory.resolve("home/lib"), home.resolve("lib"));
    Files.createSymbolicLink(directory.resolve("home/conf"), home.resolve("conf"));
    Path java = bin.resolve("java");
    String script =
        "#!/bin/sh\necho $$ >> '%s'\nexec '%s/bin/java' -XX:+NoSuchFlag \"$@\"\n"
            .formatted(starts, home);
    Files.writeString(java, script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return java.getParent().getParent();
  }

  @FaultTest
  @DisplayName("row 26: the JVM of the workers refuses an option")
  void shouldQuoteAJvmThatRefusesAnOption() throws Exception {
    String home = System.getProperty("java.home");
    try (Scene scene = Scene.processes()) {
      Path directory = Path.of(scene.marks().directory());
      Path starts = directory.resolve("starts");
      System.setProperty("java.home", badJava(directory, starts).toString());
      Results<Integer, Integer> results = scene.over(ITEMS).map(Faults::work);
      long start = System.nanoTime();
      List<Outcome<?, ?>> delivered = new ArrayList<>();
      JobException thrown = scene.failingOutcomes(results, delivered);

      Measures.within("26", "bad option", System.nanoTime() - start, BOUND);
      assertThat(thrown)
          .hasCauseInstanceOf(WorkerStartException.class)
          .hasMessageContaining("exited with status 1")
          .hasMessageContaining("bin/java")
          .hasMessageContaining("NoSuchFlag");
      assertThat(Files.readAllLines(starts)).hasSizeBetween(1, WORKERS + 2);
      Measures.record("26", "processes", Files.readAllLines(starts).size(), WORKERS + 2);
      System.setProperty("java.home", home);
      scene.assertWhole();
    } finally {
      System.setProperty("java.home", home);
    }
  }

  @FaultTest
  @DisplayName("row 26: the class path of the workers lacks the function")
  void shouldSayThatTheFunctionIsNotOnTheClassPath() throws Exception {
    String classPath = System.getProperty("java.class.path");
    try (Scene scene = Scene.processes()) {
      System.setProperty("java.class.path", "/nonexistent");
      long start = System.nanoTime();
      Account<Integer, Integer> account = scene.account(scene.over(ITEMS).map(Faults::work));

      Measures.within("26", "no class path", System.nanoTime() - start, BOUND);
      assertThat(account.report().counts().failed()).isEqualTo(ITEMS);
      assertThat(account.outcomes())
          .allSatisfy(
              one ->
                  assertThat(one.error())
                      .hasMessageContaining("class path")
                      .hasMessageContaining("dev.headway.faults."));
      assertThat(Scene.descendants()).hasSizeBetween(1, WORKERS);
    } finally {
      System.setProperty("java.class.path", classPath);
    }
  }

  @FaultTest
  @DisplayName("row 26: the state of a worker cannot be made")
  void shouldNotStartWorkersForEverWhenTheirStateFails() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      long start = System.nanoTime();
      Account<Integer, Integer> account =
          scene.account(
              scene
                  .over(ITEMS)
                  .map(
                      () -> {
                        marks.set("process" + ProcessHandle.current().pid());
                        throw new IllegalStateException("no state today");
                      },
                      (Integer state, Integer x) -> x));

      Measures.within("26", "no state", System.nanoTime() - start, BOUND);
      assertThat(account.report().counts().failed()).isEqualTo(ITEMS);
      assertThat(account.outcomes())
          .allSatisfy(one -> assertThat(one.error()).hasStackTraceContaining("no state today"));
      assertThat(marks.names()).hasSizeBetween(1, WORKERS + 2);
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 26: the making of a worker's state ends the worker")
  void shouldGiveUpWhenTheStateEndsEachWorker() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Results<Integer, Integer> results =
          scene
              .over(ITEMS)
              .map(
                  () -> {
                    marks.set("process" + ProcessHandle.current().pid());
                    System.exit(1);
                    return 0;
                  },
                  (Integer state, Integer x) -> x);
      long start = System.nanoTime();
      List<Outcome<?, ?>> delivered = new ArrayList<>();
      JobException thrown = scene.failingOutcomes(results, delivered);

      Measures.within("26", "exit in state", System.nanoTime() - start, BOUND);
      assertThat(thrown).hasMessageContaining("workers died one after the other");
      assertThat(delivered).noneMatch(Outcome::succeeded);
      assertThat(thrown.outcomes()).noneMatch(Outcome::succeeded);
      List<String> processes = marks.names();
      Measures.record("26", "processes that exit", processes.size(), WORKERS + 5);
      assertThat(processes).hasSizeBetween(1, WORKERS + 5);
      scene.assertWhole();
    }
  }
}
