package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as a user starts it, on real worker processes. */
@Tag("faults")
class DemoProcessTest {

  @Test
  void shouldShowFiveWaysOnWorkerProcesses() throws Exception {
    // Plain lines do not tell of short jobs that went well, unless they are asked to.
    Map<String, String> told = Map.of("HEADWAY_PROGRESS", "plain", "HEADWAY_SUMMARY", "on");
    try (ChildProcess demo = ChildProcess.headwayIn(told, "demo", "--unit", "0.01")) {
      String out = demo.out();

      assertThat(demo.awaitStatus()).isZero();
      assertThat(out).doesNotContain("\033", "\r");
      assertThat(out.lines().filter(line -> line.matches("[1-5]\\. .*:"))).hasSize(5);
      assertThat(out.lines().filter("Result: [6, 5, 4, 3, 2]"::equals)).hasSizeBetween(4, 5);
      assertThat(demo.err()).contains("add one: finished, 5 in ").doesNotContain("\tat ");
    }
  }

  @Test
  void shouldRefuseBadOptionsWithoutAStackTrace() throws Exception {
    try (ChildProcess demo = ChildProcess.headway("demo", "--workers", "none")) {
      assertThat(demo.awaitStatus()).isEqualTo(2);
      assertThat(demo.out()).isEmpty();
      assertThat(demo.err()).startsWith("headway demo: ").hasLineCount(1);
    }
  }

  @Test
  void shouldSayInOneLineWhyASectionFailed() throws Exception {
    try (ChildProcess demo =
        ChildProcess.headwayShown("json", "demo", "--section=5", "--unit=3600")) {
      demo.awaitErr("\"running\":5");
      demo.awaitWorkers(5).get(0).destroyForcibly();

      assertThat(demo.awaitStatus()).isEqualTo(1);
      assertThat(demo.err().lines().filter(line -> !line.startsWith("{")))
          .singleElement()
          .asString()
          .matches("headway demo: Task \\d failed for the input \\d: .*SIGKILL.*");
    }
  }

  @Test
  void shouldEndQuietlyWhenItsReaderIsGone() throws Exception {
    try (ChildProcess demo = ChildProcess.headway("demo", "--unit", "0.01")) {
      try (BufferedReader out = demo.outReader()) {
        assertThat(out.readLine()).isEqualTo("Number of workers: 5");
      }
      assertThat(demo.awaitStatus()).isEqualTo(141);
      assertThat(demo.err()).doesNotContain("xception", "\tat ");
    }
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "KILL,137"})
  void shouldLeaveNoWorkerBehindWhenItIsEndedBySignal(String signal, int status) throws Exception {
    try (ChildProcess demo = ChildProcess.headway("demo", "--section=5", "--unit=3600")) {
      List<ProcessHandle> workers = demo.awaitWorkers(5);

      demo.signal(signal);

      assertThat(demo.awaitStatus()).isEqualTo(status);
      ChildProcess.awaitEnd(workers);
      assertThat(demo.err()).doesNotContain("xception", "\tat ");
    }
  }
}
