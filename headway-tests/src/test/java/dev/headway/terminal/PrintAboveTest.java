package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a program prints while a bar is up stands whole above it. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class PrintAboveTest {
  private final PrintingProgram program = new PrintingProgram();

  @AfterEach
  void putBack() {
    program.close();
  }

  @Test
  void shouldPrintWholeLinesAboveTheBar() {
    System.out.println("before");
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    System.out.println("one");
    System.err.println("two");
    program.display.tick();
    System.out.print("thr");
    program.display.tick();
    assertThat(program.screen.lines())
        .containsExactly("before", "one", "two", "", "files   0% ··········  0/4  estimating");
    System.out.println("ee");
    files.close();
    assertThat(program.screen.lines().subList(0, 4))
        .containsExactly("before", "one", "two", "three");
    assertThat(program.screen.line(4)).startsWith("! files  ended at 0 of 4");
    assertThat(program.screen.cursorRow()).isEqualTo(5);
  }

  @Test
  void shouldNotDrawOverALineThatWasLeftUnfinished() {
    System.out.print("Working...");
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    assertThat(program.screen.line(0)).isEqualTo("Working...");
    assertThat(program.screen.line(1)).startsWith("files   0%");
    files.close();
    System.out.print("Again...");
    Progress more = program.display.begin("more", 4);
    program.display.tick();
    more.close();
    assertThat(program.screen.lines()).hasSize(4);
    assertThat(program.screen.line(2)).isEqualTo("Again...");
    assertThat(program.screen.line(3)).startsWith("! more  ended at 0 of 4");
  }

  @Test
  void shouldShowAPromptThatIsFlushed() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    System.out.print("Continue? [y/n] ");
    assertThat(program.screen.line(0)).isEmpty();
    System.out.flush();
    assertThat(program.screen.line(0)).isEqualTo("Continue? [y/n]");
    assertThat(program.screen.cursorColumn()).isEqualTo("Continue? [y/n] ".length());
    assertThat(program.screen.line(1)).startsWith("files   0%");
    program.terminal.print("y\n"); // What the user types, the terminal shows by itself.
    files.advance();
    program.display.tick();
    System.out.println("going on");
    files.close();
    assertThat(program.screen.lines().subList(0, 2))
        .containsExactly("Continue? [y/n] y", "going on");
    assertThat(program.screen.line(2)).startsWith("! files  ended at 1 of 4");
  }

  @Test
  void shouldShowAPromptThatNobodyFlushes() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    System.out.print("Name: ");
    program.display.tick();
    program.display.tick();
    assertThat(program.screen.line(0)).isEqualTo("Name:");
    files.close();
    assertThat(program.screen.line(0)).isEqualTo("Name:");
    assertThat(program.screen.line(1)).startsWith("! files  ended at 0 of 4");
  }

  @Test
  void shouldGiveEachStreamLinesOfItsOwn() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    System.out.print("\033[31mone ");
    System.out.flush();
    System.err.println("error");
    System.out.println("more");
    files.close();
    assertThat(program.screen.lines().subList(0, 3)).containsExactly("one", "error", "more");
  }

  @Test
  void shouldLoseNoLineThatGoesPastTheStreams() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    for (int i = 0; i < 40; i++) {
      program.terminal.println("foreign " + i);
      if (i % 3 == 0) {
        System.err.println("captured " + i);
      }
      if (i % 5 > 1) {
        files.advance(0);
        program.ticker.advance(Duration.ofSeconds(1));
        program.display.tick();
      }
    }
    files.close();
    List<String> all = program.screen.everything();
    for (int i = 0; i < 40; i++) {
      String line = "foreign " + i;
      assertThat(all).filteredOn(row -> row.matches(line + "(\\D.*)?")).hasSize(1);
    }
    assertThat(all).filteredOn(row -> row.startsWith("captured")).hasSize(14);
    assertThat(all).filteredOn(row -> row.startsWith("! files")).hasSize(1);
  }

  @Test
  void shouldShowTheFirstLineAtOnceAndABurstWithTheNextFrame() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    System.out.println("at once");
    assertThat(program.screen.line(0)).isEqualTo("at once");
    assertThat(program.screen.line(2)).startsWith("files");
    System.out.println("second");
    System.out.println("third");
    assertThat(program.screen.lines()).hasSize(3);
    program.display.tick();
    assertThat(program.screen.lines().subList(0, 3)).containsExactly("at once", "second", "third");
    files.close();
  }

  @Test
  void shouldLoseNoLineOfManyThreads() throws InterruptedException {
    int lines = 2_000;
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "thread " + t;
      Thread thread =
          new Thread(
              () -> IntStream.range(0, lines).forEach(i -> System.out.println(name + " " + i)));
      threads.add(thread);
      thread.start();
    }
    for (int i = 0; i < 20; i++) {
      files.advance(0);
      program.display.tick();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    files.close();
    List<String> printed = program.printed();
    assertThat(printed).hasSize(4 * lines);
    for (int t = 0; t < 4; t++) {
      String name = "thread " + t + " ";
      List<String> expected = IntStream.range(0, lines).mapToObj(i -> name + i).toList();
      assertThat(printed.stream().filter(line -> line.startsWith(name)).toList())
          .isEqualTo(expected);
    }
  }

  @Test
  void shouldNotDrawTheBarForEachLineOfABurst() {
    int lines = 100_000;
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    for (int i = 0; i < lines; i++) {
      System.out.println("line " + i);
    }
    files.close();
    List<String> expected = IntStream.range(0, lines).mapToObj(i -> "line " + i).toList();
    assertThat(program.printed()).isEqualTo(expected);
    long frames = program.screen.writes().stream().filter(write -> write.contains("files")).count();
    assertThat(frames).isBetween(100L, 600L);
  }
}
