package dev.headway.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of version 1 stay readable, and are written as they always were. */
class GoldenFileTest {
  private static final Header HEADER = new Header(0x0102030405060708L, 1, 1_700_000_000_000L);
  private static final RunRecord RUN = new RunRecord(1_700_000_000_001L, 4711, "thumbnails", "3");

  @TempDir Path folder;
  private Path path;
  private byte[] golden = {};

  @BeforeEach
  void read() throws IOException {
    path = folder.resolve("x.hwj");
    try (InputStream in = GoldenFileTest.class.getResourceAsStream("version-1.hwj")) {
      golden = in == null ? new byte[0] : in.readAllBytes();
    }
  }

  @Test
  void shouldWriteTheSameBytes() {
    byte[] run = RUN.toBytes();
    Records.putChecksums(run, 0, run.length, new Records.Checksum(HEADER.fileId()));
    byte[] begin = Arrays.copyOf(HEADER.toBytes(), Header.LENGTH + run.length);
    System.arraycopy(run, 0, begin, Header.LENGTH, run.length);
    MemoryFile file = new MemoryFile(begin);
    SideFile values = new SideFile(new Disk(), path, HEADER);
    JournalWriter writer =
        new JournalWriter(path, file, HEADER, values, begin.length, false, Runnable::run);
    AppendBuffer to = writer.buffer();
    add(to, RecordKind.STARTED, 1, Records.NOTHING, null);
    add(to, RecordKind.DONE, 1, Records.NOTHING, null);
    add(to, RecordKind.DONE, 2, Records.VALUE, "a value".getBytes(UTF_8));
    add(to, RecordKind.DONE, 3, Records.REFERENCE, new Reference(0, 70_000, 80_000, -2).toBytes());
    add(to, RecordKind.FAILED, 4, Records.TEXT, "no such file: ä".getBytes(UTF_8));
    add(to, RecordKind.TIMED_OUT, 5, Records.TEXT, new byte[0]);
    add(to, RecordKind.CRASHED, 6, Records.TEXT, "killed by SIGSEGV (11)".getBytes(UTF_8));
    add(to, RecordKind.STARTED, 7, Records.NOTHING, null);
    writer.close();

    assertThat(file.bytes()).isEqualTo(golden);
  }

  private static void add(
      AppendBuffer to, RecordKind kind, int number, int content, byte @Nullable [] bytes) {
    int length = bytes == null ? 0 : bytes.length;
    JournalKey key = new JournalKey(0x1111111111111111L * number, 0x22222222 + number);
    to.addTask(
        kind,
        key,
        100 * number,
        1000 * number,
        1_000_000L * number,
        number,
        content,
        bytes,
        0,
        length);
  }

  @Test
  void shouldReadIt() throws IOException {
    Files.write(path, golden);
    try (JournalFile journal =
        JournalFile.open(Tasks.version(path, "3", JournalSettings.OtherVersion.REFUSE))) {
      assertThat(journal.runs()).isEqualTo(2);
      assertThat(journal.known()).isEqualTo(3);
      assertThat(find(journal, 1))
          .isEqualTo(new StoredTask(RecordKind.DONE, 100, started(1), 1_000_000, 1, 97, -1));
      assertThat(journal.value(find(journal, 2))).asString(UTF_8).isEqualTo("a value");
      assertThat(find(journal, 3).valueLength()).isEqualTo(80_000);
      assertThat(journal.value(find(journal, 3))).as("there is no file of values").isNull();
      assertThat(find(journal, 4).kind()).isEqualTo(RecordKind.FAILED);
      assertThat(find(journal, 5).kind()).isEqualTo(RecordKind.TIMED_OUT);
      assertThat(find(journal, 6).kind()).isEqualTo(RecordKind.CRASHED);
      assertThat(find(journal, 6).startMillis()).isEqualTo(started(6));
      assertThat(find(journal, 7).kind()).isEqualTo(RecordKind.STARTED);
      assertThat(journal.find(new JournalKey(8, 8))).isNull();
    }
  }

  private static long started(int number) {
    return RUN.startMillis() + 1000 * number;
  }

  private static StoredTask find(JournalFile journal, int number) {
    StoredTask task =
        journal.find(new JournalKey(0x1111111111111111L * number, 0x22222222 + number));
    assertThat(task).isNotNull();
    return task;
  }
}
