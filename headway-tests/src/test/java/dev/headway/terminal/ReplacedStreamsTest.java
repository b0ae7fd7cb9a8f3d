package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Progress;
import dev.headway.internal.terminal.device.StreamCapture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The streams of a program are replaced while a bar is up, and are its own afterwards. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ReplacedStreamsTest {
  private final PrintingProgram program = new PrintingProgram();

  @AfterEach
  void putBack() {
    program.close();
  }

  @Test
  void shouldPrintAboveEachLaterBarThroughAStreamThatIsKept() {
    StreamCapture error = StreamCapture.standardError(true);
    PrintStream kept = System.err;
    program.device.captures(target -> List.of(error.begin(target)));
    for (int job = 1; job <= 2; job++) {
      kept.println("before job " + job);
      Progress files = program.display.begin("files", 4);
      program.display.tick();
      kept.println("in job " + job);
      files.close();
    }
    kept.println("after");
    assertThat(program.screen.lines().stream().filter(line -> !line.startsWith("! files")).toList())
        .containsExactly("before job 1", "in job 1", "before job 2", "in job 2", "after");
    assertThat(System.err).isSameAs(kept);
  }

  @Test
  void shouldPutTheStreamsBackWhenTheLastBarEnded() {
    Progress first = program.display.begin("first", 4);
    Progress second = program.display.begin("second", 4);
    program.display.tick();
    PrintStream replacement = System.out;
    assertThat(replacement).isNotSameAs(program.terminal);
    first.close();
    assertThat(System.out).isSameAs(replacement);
    System.out.print("unfinished");
    second.close();
    assertThat(System.out).isSameAs(program.terminal);
    assertThat(System.err).isSameAs(program.terminal);
    replacement.println(" and kept for longer");
    assertThat(program.screen.line(2)).isEqualTo("unfinished and kept for longer");
    Progress third = program.display.begin("third", 4);
    program.display.tick();
    assertThat(System.out).isNotSameAs(program.terminal);
    third.close();
  }

  @Test
  void shouldLeaveAStreamAloneThatSomebodyElsePutInPlace() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    PrintStream theirs = new PrintStream(new ByteArrayOutputStream());
    System.setOut(theirs);
    files.close();
    assertThat(System.out).isSameAs(theirs);
    assertThat(System.err).isSameAs(program.terminal);
  }

  @Test
  void shouldKeepTheEncodingOfTheStream() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, UTF_8));
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    System.err.println("é 漢字 👍");
    files.close();
    assertThat(bytes.toString(UTF_8)).isEqualTo("é 漢字 👍\n");
  }

  @Test
  void shouldGoOnWithoutTheBarWhenTheTerminalIsGone() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    program.device.gone = true;
    System.out.println("one");
    System.out.println("two");
    files.advance();
    program.display.tick();
    assertThat(System.out).isSameAs(program.terminal);
    System.out.println("three");
    assertThat(program.screen.lines())
        .contains("one", "three")
        .anyMatch(row -> row.startsWith("two"));
    files.close();
  }

  @Test
  void shouldNotHangOnAStreamThatPrintsWhileItIsWrittenTo() {
    PrintStream logging =
        new PrintStream(program.terminal, true, UTF_8) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (new String(bytes, offset, length, UTF_8).contains("one")) {
              System.err.println("logged");
            }
          }
        };
    System.setOut(logging);
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    System.out.println("one");
    files.close();
    assertThat(program.screen.lines().subList(0, 2)).containsExactly("one", "logged");
  }

  @Test
  void shouldPrintThroughTheDefaultViewProvider() {
    Progress files = program.display.begin("files", 4);
    program.display.tick();
    new TerminalViewProvider().print(false, "to out\n".getBytes(UTF_8));
    new TerminalViewProvider().print(true, "to err\n".getBytes(UTF_8));
    files.close();
    assertThat(program.screen.lines().subList(0, 2)).containsExactly("to out", "to err");
  }
}
