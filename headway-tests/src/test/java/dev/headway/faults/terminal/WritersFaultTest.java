package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes to the terminal beside a bar, and however: each line is there, once. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class WritersFaultTest {

  @ParameterizedTest
  @CsvSource({"early, short", "early, long", "late, short", "late, long"})
  void shouldLoseNoLineOfAnybody(String taken, String tasks) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "writers=" + taken, "tasks=" + tasks);
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            // It starts many programs, one after the other.
            assertThat(shell.awaitPrompt(Scene.PATIENCE.multipliedBy(3))).isZero();

            List<String> screen = shell.screen();
            assertThat(screen).contains("job 1 done 24", "job 2 done 24");
            for (String way : all(Writers.WHOLE, Writers.PAST, Writers.FOREIGN)) {
              assertToldOnce(screen, way, "");
            }
            for (String way : all(Writers.WHOLE)) {
              assertToldOnce(screen, way, "$");
            }
            if (taken.equals("late")) {
              for (String way : all(Writers.PAST)) {
                assertToldOnce(screen, way, "$");
              }
            }
            assertThat(screen).filteredOn(line -> line.startsWith("✓ work")).hasSize(2);
          }
        });
  }

  private static void assertToldOnce(List<String> screen, String way, String end) {
    List<String> wrong = new ArrayList<>();
    for (int job = 1; job <= 2; job++) {
      for (int i = 0; i < Writers.ITEMS; i++) {
        String line = way + "." + job + "." + i + ".";
        Pattern told = Pattern.compile("(.*[^a-zA-Z])?" + Pattern.quote(line) + end);
        long times = screen.stream().filter(row -> told.matcher(row).lookingAt()).count();
        if (times != 1) {
          wrong.add(line + " " + times + " times");
        }
      }
    }
    assertThat(wrong).as("%s%n%s", way, String.join("\n", screen)).isEmpty();
  }

  private static List<String> all(String[]... groups) {
    List<String> ways = new ArrayList<>();
    for (String[] group : groups) {
      ways.addAll(List.of(group));
    }
    return ways;
  }
}
