package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class DemoTest {

  private static Ran demo(String... args) {
    String[] all = new String[args.length + 5];
    System.arraycopy(
        new String[] {"demo", "--unit", "0.001", "--backend", "threads"}, 0, all, 0, 5);
    System.arraycopy(args, 0, all, 5, args.length);
    return Ran.headway(all);
  }

  private static List<String> results(Ran ran) {
    return ran.out().lines().filter(line -> line.startsWith("Result: ")).toList();
  }

  @Test
  void shouldSayWhatItMapsOver() {
    assertThat(demo().out()).startsWith("Number of workers: 5\nInputs: [5, 4, 3, 2, 1]\n\n1. ");
  }

  @Test
  void shouldShowFiveWaysInOrder() {
    Ran ran = demo();

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines().filter(line -> line.matches("\\d\\. .*:")))
        .containsExactly(
            "1. Single process, bar over the loop:",
            "2. 5 threads, bar over the list:",
            "3. 5 threads, bar over ordered values:",
            "4. 5 threads, bar as values complete:",
            "5. 5 threads, with Headway's own bar:");
    assertThat(ran.out().lines().filter(line -> line.matches("\\(Took \\d+\\.\\d{3} sec\\.\\)")))
        .hasSize(5);
  }

  @Test
  void shouldKeepTheOrderInAllWaysButTheFourth() {
    List<String> results = new ArrayList<>(results(demo()));

    assertThat(results).hasSize(5);
    results.remove(3);
    assertThat(results).containsOnly("Result: [6, 5, 4, 3, 2]");
  }

  @Test
  void shouldLoseTheOrderInTheFourthWay() {
    // Tasks of 5 seconds and of none are far enough apart to complete the other way round.
    Ran ran = Ran.headway("demo", "--inputs=5,0", "--unit=1", "--backend=threads", "--section=4");

    assertThat(results(ran)).containsExactly("Result: [1, 6]");
  }

  @Test
  void shouldPrintNumbersAsTheyWereWritten() {
    Ran ran = demo("--inputs", "2.50, 1e2,0.0000001,7", "--section", "5");

    assertThat(ran.out()).contains("Inputs: [2.50, 100, 0.0000001, 7]\n");
    assertThat(results(ran)).containsExactly("Result: [3.50, 101, 1.0000001, 8]");
  }

  @Test
  void shouldShowOnlyTheSectionsAskedFor() {
    Ran ran = demo("--section", "5", "--section", "2,2");

    assertThat(ran.out().lines().filter(line -> line.matches("\\d\\. .*")))
        .containsExactly(
            "2. 5 threads, bar over the list:", "5. 5 threads, with Headway's own bar:");
  }

  @Test
  void shouldNameTheWorkersThatItHas() {
    assertThat(Ran.headway("demo", "--unit=0", "--backend=serial", "--section=5").out())
        .contains("Number of workers: 1\n", "5. The caller's thread, with");
    assertThat(demo("--workers=1", "--section=5").out()).contains("5. 1 thread, with");
  }

  @Test
  void shouldColourValuesOnlyWhereColoursAreWanted() {
    String[] args = {"demo", "--unit=0", "--backend=threads", "--section=5"};

    assertThat(Ran.headway(Ansi.OFF, args).out()).doesNotContain("\033");
    assertThat(Ran.headway(Ansi.ON, args).out()).contains("\033[1m\033[36m6\033[");
  }
}
