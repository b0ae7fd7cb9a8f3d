package dev.headway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each example as its reader would. */
class ExamplesTest {

  @TempDir private Path folder;

  private ExampleProcess run(Class<?> example) throws Exception {
    return run(example, Map.of());
  }

  private ExampleProcess run(Class<?> example, Map<String, String> environment) throws Exception {
    ExampleProcess run = ExampleProcess.example(folder, environment, example);

    assertThat(run.status()).isZero();
    assertThat(run.err()).doesNotContain("\tat ", "WARNING");
    return run;
  }

  @Test
  void shouldGoOnAfterFailuresAndCrashes() throws Exception {
    ExampleProcess run = run(Failures.class);

    assertThat(run.out().lines())
        .hasSize(8)
        .startsWith("1 -> 2", "2 -> 4")
        .endsWith("6 -> 12", "7 -> 14", "8 -> 16")
        .contains("4 -> 8")
        .anyMatch(line -> line.startsWith("three -> failed: java.lang.NumberFormatException"))
        .anyMatch(line -> line.matches("crash -> crashed: .*status 3.*"));
    assertThat(run.err()).contains("2 failed (1 crashed)");
  }

  @Test
  void shouldMoveAnotherLibrarysBar() throws Exception {
    ExampleProcess run = run(OtherBar.class);

    assertThat(run.out()).isEqualTo("The last of 40 squares is 1600\n");
    assertThat(run.err()).contains("squares", "100%", "40/40", "0 running, 0 failed");
  }

  @Test
  void shouldLeaveAnEndlessSourceEarly() throws Exception {
    ExampleProcess run = run(Pipeline.class);

    assertThat(run.out()).isEqualTo("10^300 + 331\n");
    assertThat(run.err()).contains("first prime above 10^300", "stopped");
  }

  @Test
  void shouldShowABarWithoutAPool() throws Exception {
    // On a busy machine plain lines may tell of short loops together.
    ExampleProcess run = run(PlainLoop.class, Map.of("HEADWAY_PROGRESS", "json"));

    assertThat(run.out()).isEqualTo("19 letters\n3 chapters\n1000000 bytes\n");
    List<String> ends =
        run.err().lines().filter(line -> line.contains("\"event\":\"finished\"")).toList();
    assertThat(ends).anyMatch(line -> line.matches(".*\"words\".*\"succeeded\":5,.*"));
    assertThat(ends).anyMatch(line -> line.matches(".*\"chapters\".*\"succeeded\":3,.*"));
    assertThat(ends).anyMatch(line -> line.matches(".*\"bytes\".*\"succeeded\":1000000,.*"));
  }
}
