package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What something else does to the file of a journal in use is told, and is made no worse. */
class ChangedFileTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() throws IOException {
    path = folder.toRealPath().resolve("x.hwj");
  }

  /** What may happen to a file. */
  private interface Change {
    void of(Path file) throws IOException;
  }

  /** Records one task before the change, and one after it. */
  private JournalFile changed(Change change) throws IOException {
    JournalFile journal = Tasks.open(path);
    Tasks.done(journal, 1);
    journal.flush();
    change.of(path);
    Tasks.done(journal, 2);
    journal.close();
    return journal;
  }

  private void assertTold(JournalFile journal, String what) {
    assertThat(journal.isComplete()).isFalse();
    assertThat(journal.problem())
        .hasMessage(
            "Something else has changed the journal "
                + path
                + " while this job used it: "
                + what
                + ". What it no longer has runs again; this run records nothing more.");
  }

  @Test
  void shouldTellThatItWasRemoved() throws IOException {
    assertTold(changed(Files::delete), "the file x.hwj is not there any more");
    assertThat(path).doesNotExist();
  }

  @Test
  void shouldTellThatAnotherFileTookItsPlace() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "notes");
    JournalFile journal =
        changed(file -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING));

    assertTold(journal, "the file x.hwj was replaced by another");
    assertThat(path).hasContent("notes");
  }

  @Test
  void shouldTellThatItWasEmptied() throws IOException {
    long[] size = {0};
    JournalFile journal =
        changed(
            file -> {
              size[0] = Files.size(file);
              Files.write(file, new byte[0]);
            });

    assertTold(journal, "the file x.hwj has 0 bytes in place of " + size[0]);
    assertThat(path).isEmptyFile();
  }

  /** As a program does that took the journal although its lock was removed. */
  @Test
  void shouldTellThatSomethingElseWritesIt() throws IOException {
    long[] size = {0};
    JournalFile journal =
        changed(
            file -> {
              Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
              size[0] = Files.size(file);
            });

    assertTold(journal, "the file x.hwj has " + size[0] + " bytes in place of " + (size[0] - 3));
    assertThat(path).hasSize(size[0]);
    assertThat(Files.readAllBytes(path)).endsWith(1, 2, 3);
  }

  /** Its record of the run would stand in the middle of those of the other program. */
  @Test
  void shouldNotBeginWhileSomethingElseWritesIt() throws IOException {
    Tasks.open(path).close();
    long size = Files.size(path);
    DyingDisk disk = new DyingDisk(call -> call == 0 && !isLonger());

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> JournalFile.open(Tasks.settings(path), disk))
        .withMessage(
            "The journal "
                + path
                + " cannot be used: the file x.hwj has "
                + (size + 3)
                + " bytes in place of "
                + size
                + ".");
    assertThat(path).hasSize(size + 3);
  }

  /** Writes to the file. */
  private boolean isLonger() {
    try {
      Files.write(path, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void shouldLeaveWholeRecordsInAFileThatWasRenamed() throws IOException {
    Path renamed = folder.resolve("y.hwj");
    changed(file -> Files.move(file, renamed));

    try (JournalFile next = Tasks.open(renamed)) {
      assertThat(Tasks.stored(next, 1)).isEqualTo("value 1");
      assertThat(next.known()).isEqualTo(1);
    }
    assertThat(Disk.with(renamed, ".torn-1")).doesNotExist();
  }

  @Test
  void shouldTellThoughNothingIsRecordedAfterIt() throws IOException {
    JournalFile journal = Tasks.open(path);
    Files.delete(path);
    journal.close();

    assertTold(journal, "the file x.hwj is not there any more");
  }

  /** The disk keeps nothing of a file without a name. */
  @Test
  void shouldNotTakeForSyncedWhatWasRemoved() {
    int[] sync = {Integer.MAX_VALUE};
    DyingDisk disk = new DyingDisk(call -> call == sync[0] && !path.toFile().delete());
    try (JournalFile journal = JournalFile.open(Tasks.settings(path), disk)) {
      sync[0] = disk.calls() + 1; // The one after the write.
      journal.awaitSynced(Tasks.done(journal, 1));

      assertTold(journal, "the file x.hwj is not there any more");
    }
  }

  @Test
  void shouldTellThatLongValuesWereRemoved() throws IOException {
    byte[] large = new byte[Records.MAX_INLINE + 1];
    for (boolean more : new boolean[] {true, false}) {
      JournalFile journal = Tasks.open(path);
      journal.done(Tasks.key(1), 1, 0, 1, 1, large, 0, large.length);
      journal.flush();
      Path values = longValues();
      Files.delete(values);
      if (more) {
        journal.done(Tasks.key(2), 2, 0, 1, 1, large, 0, large.length);
      }
      journal.close();

      assertTold(journal, "the file " + values.getFileName() + " is not there any more");
    }
  }

  @Test
  void shouldTellThatLongValuesWereCut() throws IOException {
    byte[] large = new byte[Records.MAX_INLINE + 1];
    JournalFile journal = Tasks.open(path);
    journal.done(Tasks.key(1), 1, 0, 1, 1, large, 0, large.length);
    Path values = longValues();
    Files.write(values, Arrays.copyOf(large, 7));
    journal.done(Tasks.key(2), 2, 0, 1, 1, large, 0, large.length);
    journal.close();

    assertTold(
        journal, "the file " + values.getFileName() + " has 7 bytes in place of " + large.length);
    try (JournalFile next = Tasks.open(path)) {
      assertThat(next.kind(Tasks.key(2))).isNull();
      assertThat(Tasks.stored(next, 1)).isNull();
    }
  }

  private Path longValues() throws IOException {
    try (Stream<Path> files = Files.list(path.getParent())) {
      return files.filter(each -> each.toString().contains(".values-")).findAny().orElseThrow();
    }
  }
}
