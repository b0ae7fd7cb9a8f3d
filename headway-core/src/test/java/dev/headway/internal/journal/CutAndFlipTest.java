package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was cut or changed anywhere never says that something was done that was not. */
class CutAndFlipTest {
  private static final int TASKS = 8;

  /** Shares no factor with the lengths of records. */
  private static final int STEP = 13;

  @TempDir Path folder;
  private Path path;
  private byte[] whole = {};

  @BeforeEach
  void makeFile() throws IOException {
    path = folder.resolve("x.hwj");
    try (JournalFile first = Tasks.open(path)) {
      for (int i = 0; i < TASKS; i++) {
        first.failed(Tasks.key(i), RecordKind.FAILED, i, 0, 1, 1, "failure " + i);
      }
      first.started(Tasks.key(TASKS), TASKS, 0, 1);
    }
    try (JournalFile second = Tasks.open(path)) {
      for (int i = 0; i < TASKS; i += 2) {
        Tasks.done(second, i);
      }
    }
    whole = Files.readAllBytes(path);
  }

  @Test
  void shouldReadAllBeforeACutAnywhere() throws IOException {
    long before = 0;
    for (int length = Header.LENGTH; length <= whole.length; length++) {
      ByteFile file = new MemoryFile(Arrays.copyOf(whole, length));
      Contents contents = Contents.of(file, Header.read(file, path));
      assertThat(contents.isDamaged()).isFalse();
      assertThat(contents.end()).isBetween(before, (long) length);
      before = contents.end();
      SideFile values = new SideFile(new Disk(), path, contents.header());
      checkValues(new TaskReader(file, contents, values), TASKS);
    }
    assertThat(before).isEqualTo(whole.length);
  }

  @Test
  void shouldGoOnWhereverItWasCut() throws IOException {
    for (int length = Header.LENGTH; length <= whole.length; length += STEP) {
      Files.write(path, Arrays.copyOf(whole, length));
      int known = 0;
      try (JournalFile cut = JournalFile.open(Tasks.settings(path), new DyingDisk())) {
        known = checkValues(cut, TASKS);
        assertThat(cut.known()).isEqualTo(known);
        Tasks.done(cut, TASKS + 1);
      }
      Files.deleteIfExists(folder.resolve("x.hwj.torn-1"));
      try (JournalFile next = JournalFile.open(Tasks.settings(path), new DyingDisk())) {
        assertThat(next.known()).as("after a cut at %s", length).isEqualTo(known + 1);
        assertThat(Tasks.stored(next, TASKS + 1)).isEqualTo("value " + (TASKS + 1));
      }
    }
  }

  @Test
  void shouldKeepAsideWhatWasCut() throws IOException {
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    Files.write(path, cut);
    Tasks.open(path).close();

    byte[] kept = Files.readAllBytes(folder.resolve("x.hwj.torn-1"));
    assertThat(kept).isNotEmpty();
    assertThat(Arrays.copyOfRange(cut, cut.length - kept.length, cut.length)).isEqualTo(kept);
  }

  @Test
  void shouldKeepTheNewestOfWhatWasCut() throws IOException {
    for (int cut = 1; cut <= 5; cut++) {
      Files.write(path, Arrays.copyOf(whole, whole.length - cut));
      Tasks.open(path).close();
    }
    int torn = Files.readAllBytes(folder.resolve("x.hwj.torn-1")).length;

    assertThat(folder.resolve("x.hwj.torn-2")).hasSize(torn + 1);
    assertThat(folder.resolve("x.hwj.torn-3")).hasSize(torn + 2);
    assertThat(folder.resolve("x.hwj.torn-4")).doesNotExist();
  }

  @Test
  void shouldRefuseHalfOfAHeader() throws IOException {
    for (int length = 1; length < Header.LENGTH; length++) {
      ByteFile file = new MemoryFile(Arrays.copyOf(whole, length));
      try {
        Header.read(file, path);
        throw new AssertionError("read with " + length + " bytes");
      } catch (JournalException e) {
        assertThat(e).hasMessageContaining(path.toString());
      }
    }
  }

  @Test
  void shouldNeverBelieveAFlippedBit() throws IOException {
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      ByteFile file = new MemoryFile(flipped);
      try {
        Contents contents = Contents.of(file, Header.read(file, path));
        SideFile values = new SideFile(new Disk(), path, contents.header());
        checkValues(new TaskReader(file, contents, values), TASKS);
        assertThat(contents.end()).as("records read, bit %s", bit).isLessThanOrEqualTo(bit / 8);
        refused += contents.isDamaged() ? 1 : 0;
      } catch (JournalException e) {
        refused++;
      }
    }
    // What is behind the last proof, as the end of the run, is cut off instead.
    assertThat(refused).isGreaterThan(8 * whole.length * 9 / 10);
  }

  @Test
  void shouldTellDamageHoweverLargeItIs() throws IOException {
    byte[] value = new byte[Records.MAX_INLINE];
    Arrays.fill(value, (byte) 1);
    for (int run = 0; run < 2; run++) {
      try (JournalFile journal = Tasks.open(path)) {
        for (int i = 0; i < 50; i++) {
          journal.done(Tasks.key(100 + i), 100 + i, 0, 1, 1, value, 0, value.length);
        }
      }
    }
    byte[] bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, 1 << 20, 3 << 20, (byte) 0);
    ByteFile file = new MemoryFile(bytes);

    Contents contents = Contents.of(file, Header.read(file, path));

    assertThat(contents.end()).isLessThanOrEqualTo(1 << 20);
    assertThat(contents.isDamaged()).isTrue();
  }

  private static int checkValues(JournalFile journal, int tasks) {
    int known = 0;
    for (int i = 0; i <= tasks; i++) {
      String stored = Tasks.stored(journal, i);
      assertThat(stored).isIn(i % 2 == 0 && i < tasks ? "value " + i : null, null);
      known += stored == null ? 0 : 1;
    }
    return known;
  }

  private static void checkValues(TaskReader reader, int tasks) throws IOException {
    for (int i = 0; i <= tasks; i++) {
      StoredTask task = reader.find(Tasks.key(i));
      if (task != null && task.kind() == RecordKind.DONE) {
        assertThat(i % 2 == 0 && i < tasks).as("done: %s", i).isTrue();
        assertThat(reader.content(task)).isEqualTo(Tasks.value(i));
      }
    }
  }

  @Test
  void shouldRefuseADamagedMiddle() throws IOException {
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Files.write(path, damaged);

    try {
      Tasks.open(path).close();
      throw new AssertionError("opened");
    } catch (JournalException e) {
      assertThat(e)
          .hasMessageMatching(
              "The journal .*x.hwj is damaged at byte \\d+, and has good records behind it. Keep"
                  + " those with: headway journal repair .*x.hwj");
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(damaged);
  }
}
