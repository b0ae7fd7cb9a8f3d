package dev.headway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a folder that looks like that of a process below /proc. */
class WatchedProcessTest {
  private static final long PID = 4711;

  @TempDir private Path proc;

  private final Shown shown = new Shown();

  /** Something that happens between two looks. */
  private interface Deed {
    void happen() throws IOException;
  }

  @BeforeEach
  void makeAProcess() throws IOException {
    Files.createDirectories(folder().resolve("fd"));
    Files.createDirectories(folder().resolve("fdinfo"));
    state("S", 100);
  }

  private Path folder() {
    return proc.resolve(Long.toString(PID));
  }

  private void state(String state, int started) throws IOException {
    String words = " 1".repeat(18);
    Files.writeString(
        folder().resolve("stat"), PID + " (a) b c) " + state + words + " " + started + " 0\n");
  }

  private void open(int number, String name, int size) throws IOException {
    Path file = Files.write(proc.resolve(name), new byte[size]);
    Files.createSymbolicLink(folder().resolve("fd/" + number), file);
    position(number, 0, "0100000");
  }

  private void position(int number, long position, String flags) throws IOException {
    Files.writeString(
        folder().resolve("fdinfo/" + number),
        "pos:\t" + position + "\nflags:\t" + flags + "\nmnt_id:\t29\n");
  }

  private void position(int number, long position) throws IOException {
    position(number, position, "0100000");
  }

  private void close(int number) throws IOException {
    Files.delete(folder().resolve("fd/" + number));
    Files.delete(folder().resolve("fdinfo/" + number));
  }

  /** Watches until all of this has happened, and then the process has ended. */
  private boolean watch(Deed... deeds) {
    Deque<Deed> next = new ArrayDeque<>(List.of(deeds));
    Runnable pause =
        () -> {
          shown.advance(Duration.ofMillis(100));
          try {
            if (next.isEmpty()) {
              state("Z", 100);
            } else {
              next.removeFirst().happen();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return new WatchedProcess(ProcessFolder.of(proc, PID), shown.display, pause).run();
  }

  @Test
  void shouldShowAFileFromWhereItWasFirstSeen() throws IOException {
    open(3, "data", 1000);
    position(3, 400);

    assertThat(watch(() -> position(3, 600), () -> position(3, 1000))).isTrue();

    assertThat(shown.row().label()).isEqualTo("data");
    assertThat(shown.row().total()).isEqualTo(1000);
    assertThat(shown.row().counts().before()).isEqualTo(400);
    assertThat(shown.row().counts().succeeded()).isEqualTo(600);
    assertThat(shown.row().complete()).isTrue();
  }

  @Test
  void shouldShowWhatIsReadAloneAndNotWhatIsOpenOrWritten() throws IOException {
    open(3, "library.jar", 1000);
    open(4, "read", 1000);
    open(5, "written", 1000);
    position(5, 0, "0100001");
    open(6, "updated", 1000);
    position(6, 0, "0100002");
    open(7, "empty", 0);
    Files.createSymbolicLink(folder().resolve("fd/8"), Path.of("/dev/null"));

    watch(
        () -> {
          position(4, 10);
          position(5, 10, "0100001");
          position(6, 10, "0100002");
          position(7, 10);
        });

    assertThat(shown.row().label()).isEqualTo("read");
  }

  @Test
  void shouldEndARowWithItsFile() throws IOException {
    open(3, "first", 100);

    watch(
        () -> position(3, 90),
        () -> {
          close(3);
          open(3, "second", 200);
        },
        () -> position(3, 50));

    assertThat(shown.rows()).extracting(Row::label).containsExactly("first", "second");
    assertThat(shown.rows()).extracting(Row::complete).containsExactly(false, false);
    assertThat(shown.rows()).extracting(row -> row.counts().settled()).containsExactly(90L, 50L);
  }

  @Test
  void shouldEndWithAProcessWhoseNumberAnotherHas() throws IOException {
    open(3, "data", 1000);

    assertThat(watch(() -> state("S", 101))).isFalse();

    assertThat(shown.rows()).isEmpty();
  }

  @Test
  void shouldSayThatThereIsNoProcess() throws IOException {
    assertThatThrownBy(() -> ProcessFolder.of(proc, 4712))
        .isInstanceOf(TransferProblem.class)
        .hasMessage("There is no process 4712.");
    assertThatThrownBy(() -> ProcessFolder.of(proc.resolve("none"), PID))
        .hasMessage("The files of other processes can be looked at on Linux alone.");
  }
}
