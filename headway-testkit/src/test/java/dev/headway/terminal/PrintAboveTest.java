package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Progress;
import dev.headway.internal.terminal.device.StreamCapture;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a program prints while a bar is up stands whole above it. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class PrintAboveTest {

  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ManualTicker ticker = new ManualTicker();
  private final ScreenDevice device = new ScreenDevice(40, 8, new Theme(true, false));
  private final Screen screen = device.screen;
  private final Display display = Display.manual(ticker, new BarView(device));
  private final PrintStream terminal = new PrintStream(cooked(screen.output()), true, UTF_8);

  /** A terminal begins a new line for a line feed alone, which an emulator leaves to its driver. */
  private static OutputStream cooked(OutputStream raw) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, ISO_8859_1).replace("\n", "\r\n");
        try {
          raw.write(text.getBytes(ISO_8859_1));
        } catch (java.io.IOException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  @BeforeEach
  void putInPlace() {
    System.setOut(terminal);
    System.setErr(terminal);
    device.captures(
        target ->
            List.of(
                StreamCapture.standardError(false).begin(target),
                StreamCapture.standardOutput(false).begin(target)));
  }

  @AfterEach
  void putBack() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  @Test
  void shouldPrintWholeLinesAboveTheBar() {
    System.out.println("before");
    Progress files = display.begin("files", 4);
    display.tick();
    System.out.println("one");
    System.err.println("two");
    display.tick();
    System.out.print("thr");
    display.tick();
    assertThat(screen.lines())
        .containsExactly("before", "one", "two", "", "files   0% ··········  0/4  estimating");
    System.out.println("ee");
    files.close();
    assertThat(screen.lines().subList(0, 4)).containsExactly("before", "one", "two", "three");
    assertThat(screen.line(4)).startsWith("! files  ended at 0 of 4");
    assertThat(screen.cursorRow()).isEqualTo(5);
  }

  @Test
  void shouldNotDrawOverALineThatWasLeftUnfinished() {
    System.out.print("Working...");
    Progress files = display.begin("files", 4);
    display.tick();
    assertThat(screen.line(0)).isEqualTo("Working...");
    assertThat(screen.line(1)).startsWith("files   0%");
    files.close();
    System.out.print("Again...");
    Progress more = display.begin("more", 4);
    display.tick();
    more.close();
    assertThat(screen.lines()).hasSize(4);
    assertThat(screen.line(2)).isEqualTo("Again...");
    assertThat(screen.line(3)).startsWith("! more  ended at 0 of 4");
  }

  @Test
  void shouldShowAPromptThatIsFlushed() {
    Progress files = display.begin("files", 4);
    display.tick();
    System.out.print("Continue? [y/n] ");
    assertThat(screen.line(0)).isEmpty();
    System.out.flush();
    assertThat(screen.line(0)).isEqualTo("Continue? [y/n]");
    assertThat(screen.cursorColumn()).isEqualTo("Continue? [y/n] ".length());
    assertThat(screen.line(1)).startsWith("files   0%");
    terminal.print("y\n"); // What the user types, the terminal shows by itself.
    files.advance();
    display.tick();
    System.out.println("going on");
    files.close();
    assertThat(screen.lines().subList(0, 2)).containsExactly("Continue? [y/n] y", "going on");
    assertThat(screen.line(2)).startsWith("! files  ended at 1 of 4");
  }

  @Test
  void shouldShowAPromptThatNobodyFlushes() {
    Progress files = display.begin("files", 4);
    display.tick();
    System.out.print("Name: ");
    display.tick();
    display.tick();
    assertThat(screen.line(0)).isEqualTo("Name:");
    files.close();
    assertThat(screen.line(0)).isEqualTo("Name:");
    assertThat(screen.line(1)).startsWith("! files  ended at 0 of 4");
  }

  @Test
  void shouldGiveEachStreamLinesOfItsOwn() {
    Progress files = display.begin("files", 4);
    display.tick();
    System.out.print("\033[31mone ");
    System.out.flush();
    System.err.println("error");
    System.out.println("more");
    files.close();
    assertThat(screen.lines().subList(0, 3)).containsExactly("one", "error", "more");
  }

  @Test
  void shouldPrintAboveEachLaterBarThroughAStreamThatIsKept() {
    StreamCapture error = StreamCapture.standardError(true);
    PrintStream kept = System.err;
    device.captures(target -> List.of(error.begin(target)));
    for (int job = 1; job <= 2; job++) {
      kept.println("before job " + job);
      Progress files = display.begin("files", 4);
      display.tick();
      kept.println("in job " + job);
      files.close();
    }
    kept.println("after");
    assertThat(screen.lines().stream().filter(line -> !line.startsWith("! files")).toList())
        .containsExactly("before job 1", "in job 1", "before job 2", "in job 2", "after");
    assertThat(System.err).isSameAs(kept);
  }

  @Test
  void shouldLoseNoLineThatGoesPastTheStreams() {
    Progress files = display.begin("files", 4);
    display.tick();
    for (int i = 0; i < 40; i++) {
      terminal.println("foreign " + i);
      if (i % 3 == 0) {
        System.err.println("captured " + i);
      }
      if (i % 5 > 1) {
        files.advance(0);
        ticker.advance(Duration.ofSeconds(1));
        display.tick();
      }
    }
    files.close();
    List<String> all = screen.everything();
    for (int i = 0; i < 40; i++) {
      String line = "foreign " + i;
      assertThat(all).filteredOn(row -> row.matches(line + "(\\D.*)?")).hasSize(1);
    }
    assertThat(all).filteredOn(row -> row.startsWith("captured")).hasSize(14);
    assertThat(all).filteredOn(row -> row.startsWith("! files")).hasSize(1);
  }

  @Test
  void shouldShowTheFirstLineAtOnceAndABurstWithTheNextFrame() {
    Progress files = display.begin("files", 4);
    display.tick();
    System.out.println("at once");
    assertThat(screen.line(0)).isEqualTo("at once");
    assertThat(screen.line(2)).startsWith("files");
    System.out.println("second");
    System.out.println("third");
    assertThat(screen.lines()).hasSize(3);
    display.tick();
    assertThat(screen.lines().subList(0, 3)).containsExactly("at once", "second", "third");
    files.close();
  }

  @Test
  void shouldPutTheStreamsBackWhenTheLastBarEnded() {
    Progress first = display.begin("first", 4);
    Progress second = display.begin("second", 4);
    display.tick();
    PrintStream replacement = System.out;
    assertThat(replacement).isNotSameAs(terminal);
    first.close();
    assertThat(System.out).isSameAs(replacement);
    System.out.print("unfinished");
    second.close();
    assertThat(System.out).isSameAs(terminal);
    assertThat(System.err).isSameAs(terminal);
    replacement.println(" and kept for longer");
    assertThat(screen.line(2)).isEqualTo("unfinished and kept for longer");
    Progress third = display.begin("third", 4);
    display.tick();
    assertThat(System.out).isNotSameAs(terminal);
    third.close();
  }

  @Test
  void shouldLeaveAStreamAloneThatSomebodyElsePutInPlace() {
    Progress files = display.begin("files", 4);
    display.tick();
    PrintStream theirs = new PrintStream(new ByteArrayOutputStream());
    System.setOut(theirs);
    files.close();
    assertThat(System.out).isSameAs(theirs);
    assertThat(System.err).isSameAs(terminal);
  }

  @Test
  void shouldKeepTheEncodingOfTheStream() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, UTF_8));
    Progress files = display.begin("files", 4);
    display.tick();
    System.err.println("é 漢字 👍");
    files.close();
    assertThat(bytes.toString(UTF_8)).isEqualTo("é 漢字 👍\n");
  }

  @Test
  void shouldLoseNoLineOfManyThreads() throws InterruptedException {
    int lines = 2_000;
    Progress files = display.begin("files", 4);
    display.tick();
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
      display.tick();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    files.close();
    List<String> printed = printed();
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
    Progress files = display.begin("files", 4);
    display.tick();
    for (int i = 0; i < lines; i++) {
      System.out.println("line " + i);
    }
    files.close();
    List<String> expected = IntStream.range(0, lines).mapToObj(i -> "line " + i).toList();
    assertThat(printed()).isEqualTo(expected);
    long frames = screen.writes().stream().filter(write -> write.contains("files")).count();
    assertThat(frames).isBetween(100L, 600L);
  }

  @Test
  void shouldGoOnWithoutTheBarWhenTheTerminalIsGone() {
    Progress files = display.begin("files", 4);
    display.tick();
    device.gone = true;
    System.out.println("one");
    System.out.println("two");
    files.advance();
    display.tick();
    assertThat(System.out).isSameAs(terminal);
    System.out.println("three");
    assertThat(screen.lines()).contains("one", "three").anyMatch(row -> row.startsWith("two"));
    files.close();
  }

  @Test
  void shouldNotHangOnAStreamThatPrintsWhileItIsWrittenTo() {
    PrintStream logging =
        new PrintStream(terminal, true, UTF_8) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (new String(bytes, offset, length, UTF_8).contains("one")) {
              System.err.println("logged");
            }
          }
        };
    System.setOut(logging);
    Progress files = display.begin("files", 4);
    display.tick();
    System.out.println("one");
    files.close();
    assertThat(screen.lines().subList(0, 2)).containsExactly("one", "logged");
  }

  @Test
  void shouldPrintThroughTheDefaultViewProvider() {
    Progress files = display.begin("files", 4);
    display.tick();
    new TerminalViewProvider().print(false, "to out\n".getBytes(UTF_8));
    new TerminalViewProvider().print(true, "to err\n".getBytes(UTF_8));
    files.close();
    assertThat(screen.lines().subList(0, 2)).containsExactly("to out", "to err");
  }

  /** All text that was written to the terminal by others than the bar. */
  private List<String> printed() {
    StringBuilder text = new StringBuilder();
    for (String write : screen.writes()) {
      if (!write.contains("\033")) {
        text.append(write);
      }
    }
    return text.toString().lines().toList();
  }
}
