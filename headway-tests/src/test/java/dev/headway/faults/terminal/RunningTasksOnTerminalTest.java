package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs now stands below the bar, and is gone with it. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class RunningTasksOnTerminalTest {
  private static final Duration BOUND = Scene.PATIENCE;

  private static List<String> tasks(List<String> screen) {
    Pattern task = Pattern.compile("  #?\\d+ +\\d:\\d\\d +75%  pages 3/4");
    return screen.stream().filter(line -> task.matcher(line).matches()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"processes", "threads"})
  void shouldListAFewBelowTheBarAndLeaveNothingOfThem(String on) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "on=" + on, "deed=telling", "items=6", "workers=6");
          try (Shell shell = Shell.open(scene, 80, 20)) {
            shell.type("./run");
            List<String> screen =
                shell.await(
                    "the tasks",
                    all -> tasks(all).size() == 4 && all.contains("  … 2 more"),
                    Scene.PATIENCE);
            assertThat(screen.get(screen.size() - 1)).isEqualTo("  … 2 more");
            assertThat(screen.get(screen.size() - 6)).startsWith("work   0%").contains("0/6");
            assertThat(screen).noneMatch(line -> line.startsWith("pages"));

            shell.resize(39);
            shell.await("the bar alone", all -> tasks(all).isEmpty(), Scene.PATIENCE);
            shell.resize(80);
            shell.await("the tasks again", all -> tasks(all).size() == 4, Scene.PATIENCE);

            scene.openGate();
            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();
            screen = shell.screen();
            assertThat(screen).contains("done 6/6");
            assertThat(tasks(screen)).isEmpty();
            assertThat(screen).noneMatch(line -> line.contains("more"));
            assertThat(screen.stream().filter(line -> line.startsWith("✓ work"))).hasSize(1);
            assertThat(screen.stream().filter(line -> line.startsWith("task ")).sorted().toList())
                .isEqualTo(
                    IntStream.range(0, 6)
                        .mapToObj(i -> "task " + i + " has three of its pages.")
                        .toList());
          }
          scene.awaitNobody(BOUND);
        });
  }
}
