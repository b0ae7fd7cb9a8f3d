package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever standard error is, and however little the system gives, the work is not harmed. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class PipesFaultTest {
  private static final Duration BOUND = Scene.PATIENCE;

  @ParameterizedTest
  @CsvSource({"auto, full", "auto, closed", "auto, gone", "bar, full", "bar, closed", "bar, gone"})
  void shouldWorkWithoutStandardError(String view, String sink) throws Exception {
    workWithout(sink, view);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "closed", "gone"})
  void shouldWorkWithoutStandardErrorForPrograms(String sink) throws Exception {
    workWithout(sink, "json");
  }

  private static void workWithout(String sink, String view) throws Exception {
    Scene.each(
        scene -> {
          List<String> shown =
              view.equals("auto") ? List.of() : List.of("HEADWAY_PROGRESS=" + view);
          scene.script(shown, "deed=instant", "workers=2");
          String command =
              switch (sink) {
                case "full" -> "./run 2>/dev/full";
                case "closed" -> "./run 2>&-";
                default ->
                    // The reader is gone before the program begins.
                    "mkfifo pipe; (exec 3<pipe) & exec 4>pipe; wait; ./run 2>&4";
              };

          Scene.Ran ran = scene.shell(command);

          assertThat(ran.out()).isEqualTo("done 40/40\n");
          assertThat(ran.status()).isZero();
          scene.awaitNobody(BOUND);
        });
  }

  @Test
  void shouldKillTheProcessThatATaskLeavesBehind() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "deed=process");

          Scene.Ran ran = scene.shell("./run 2>&1 | cat");

          assertThat(ran.out()).contains("done 40/40");
          scene.awaitNobody(BOUND);
        });
  }

  @Test
  void shouldEndDespiteTheThreadThatATaskLeavesBehind() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "deed=thread");

          Scene.Ran ran = scene.shell("./run");

          assertThat(ran.out()).isEqualTo("done 40/40\n");
          assertThat(ran.status()).isZero();
          scene.awaitNobody(BOUND);
        });
  }

  @Test
  void shouldNotWaitForLocksOrThreadsOfTheProgram() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "deed=locked", "crowded=yes");

          Scene.Ran ran = scene.shell("./run");

          assertThat(ran.out()).isEqualTo("done 40/40\n");
          assertThat(ran.status()).isZero();
          scene.awaitNobody(BOUND);
        });
  }

  @Test
  void shouldWritePlainLinesToAFile() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("TERM=xterm-256color"), "deed=quick");

          Scene.Ran ran = scene.shell("./run");

          assertThat(ran.out()).isEqualTo("done 40/40\n");
          assertPlain(ran.err());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM=dumb", "CI=true"})
  void shouldWritePlainLinesToATerminalThatCannotDoMore(String variable) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("TERM=xterm-256color", variable), "deed=quick");

          Scene.Ran ran = scene.shell("script -qfec ./run /dev/null");

          assertThat(ran.status()).isZero();
          assertThat(ran.out()).contains("done 40/40");
          assertPlain(ran.out().replace("\r\n", "\n")); // The terminal itself adds these.
        });
  }

  @Test
  void shouldDrawABarOnTheSameTerminalOtherwise() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("TERM=xterm-256color"), "deed=quick");

          Scene.Ran ran = scene.shell("script -qfec ./run /dev/null");

          assertThat(ran.status()).isZero();
          assertThat(ran.out()).contains("\033[", "done 40/40");
        });
  }

  private static void assertPlain(String text) {
    assertThat(text).doesNotContain("\r", "\033");
    List<String> lines =
        text.lines().filter(line -> line.matches("work: (started|finished|\\d+%).*")).toList();
    assertThat(lines).hasSizeBetween(1, 11);
    assertThat(lines.get(lines.size() - 1)).startsWith("work: finished, 40 in ");
  }

  /** From jars, which are opened once: a JVM that needs a descriptor for a class just ends. */
  @ParameterizedTest
  @ValueSource(ints = {18, 20, 24, 32, 64})
  void shouldGoOnOrSayWhyWithFewFileDescriptors(int limit, @TempDir Path folder) throws Exception {
    String jars = jar(folder, Pool.class) + File.pathSeparator + jar(folder, Program.class);
    Scene.each(
        scene -> {
          scene.script(List.of("CLASSPATH=" + jars), "deed=instant", "workers=8");

          Scene.Ran ran = scene.shell("ulimit -n " + limit + "; ./run");

          if (ran.status() == 0) {
            assertThat(ran.out()).isEqualTo("done 40/40\n");
          } else {
            assertThat(ran.err()).contains("JobException: The run was given up", "open files");
          }
          scene.awaitNobody(BOUND);
        });
  }

  /** Returns the jar that a class comes from, made of its directory if it is none. */
  private static Path jar(Path folder, Class<?> type) throws Exception {
    Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (!Files.isDirectory(place)) {
      return place;
    }
    Path jar = folder.resolve(type.getSimpleName() + ".jar");
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    String[] words = {"--create", "--file", jar.toString(), "-C", place.toString(), "."};
    assertThat(tool.run(System.out, System.err, words)).isZero();
    return jar;
  }
}
