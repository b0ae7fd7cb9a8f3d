package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.recording.CastReader;
import dev.headway.recording.Timing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording leaves the terminal as it was. */
class PlayerTest {
  private static final String HEAD = "{\"version\": 2, \"width\": 80, \"height\": 24}\n";

  @TempDir private Path folder;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(written, true, UTF_8);

  private void play(PrintStream out, String... events) throws Exception {
    StringBuilder cast = new StringBuilder(HEAD);
    for (String event : events) {
      cast.append("[0.1, \"o\", \"").append(event.replace("\033", "\\u001b")).append("\"]\n");
    }
    Path file = Files.writeString(folder.resolve("in.cast"), cast);
    try (CastReader reader = CastReader.open(file)) {
      new Player(out, terminal, Keys.none()).play(reader, new Timing(null), 0);
    }
  }

  private String shown() {
    return written.toString(UTF_8);
  }

  @Test
  void shouldShowTheCursorThatARecordingHasHidden() throws Exception {
    play(terminal, "\033[?25la", "b");

    assertThat(shown()).isEqualTo("\033[?25lab\033[?25h");
  }

  @Test
  void shouldAddNothingToARecordingThatHasSetBackAll() throws Exception {
    play(terminal, "\033[?25;2004h\033[?25la\033[?1049h", "b\033[?1049;2004l\033[", "?2", "5h");

    assertThat(shown()).endsWith("\033[?25h").containsOnlyOnce("?1049;2004l");
    assertThat(shown()).doesNotContain("\033[?25h\033");
  }

  @Test
  void shouldLeaveOtherModesTooAndKnowThemInParts() throws Exception {
    play(terminal, "\033[?1049h\033", "[?7;1", "000", "l\033[?1000h", "x\033[?");

    assertThat(shown()).endsWith("x\033[?\033[?1049l\033[?7h\033[?1000l");
  }

  @Test
  void shouldKnowThatAResetSetsBackAll() throws Exception {
    play(terminal, "\033[?25l\033[?1049h", "\033c");

    assertThat(shown()).endsWith("\033c");
  }

  @Test
  void shouldShowTheCursorThoughTheOutputIsClosed() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThatThrownBy(() -> play(new PrintStream(closed, true, UTF_8), "\033[?25la"))
        .isInstanceOf(ConsoleOutput.ClosedException.class);
    assertThat(shown()).isEqualTo("\033[?25h");
  }
}
