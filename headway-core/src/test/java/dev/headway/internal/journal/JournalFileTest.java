package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headway.internal.journal.JournalSettings.OtherVersion;
import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one run records, the next one knows. */
class JournalFileTest {
  private static final long MINUTE_MILLIS = 60_000;

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("x.hwj");
  }

  @Test
  void shouldKnowWhatEarlierRunsDid() {
    try (JournalFile first = Tasks.open(path)) {
      assertThat(first.runs()).isEqualTo(1);
      for (int i = 0; i < 1000; i++) {
        Tasks.done(first, i);
      }
      first.failed(Tasks.key(1000), RecordKind.FAILED, 1000, 0, 7, 2, "no");
      assertThat(first.find(Tasks.key(1))).as("this run's own").isNull();
    }
    try (JournalFile second = Tasks.open(path)) {
      assertThat(second.runs()).isEqualTo(2);
      assertThat(second.known()).isEqualTo(1000);
      for (int i = 999; i >= 0; i--) {
        assertThat(Tasks.stored(second, i)).isEqualTo("value " + i);
      }
      StoredTask failed = second.find(Tasks.key(1000));
      assertThat(failed).isNotNull();
      assertThat(failed.kind()).isEqualTo(RecordKind.FAILED);
      assertThat(failed.attempt()).isEqualTo(2);
      assertThat(failed.durationNanos()).isEqualTo(7);
      assertThat(second.value(failed)).isNull();
      assertThat(second.kind(Tasks.key(1000))).isEqualTo(RecordKind.FAILED);
      assertThat(second.kind(Tasks.key(1001))).isNull();
    }
  }

  @Test
  void shouldKnowWhenAndHowLongATaskRan() {
    long before = System.currentTimeMillis();
    try (JournalFile first = JournalFile.open(JournalSettings.of(path, 1_000_000_000))) {
      first.done(Tasks.key(1), 42, 3_000_000_000L, 77, 3, null, 0, 0);
      first.done(Tasks.key(2), 43, 1_000_000_000L, 77, 3, null, 0, 0);
    }
    long after = System.currentTimeMillis();
    try (JournalFile second = Tasks.open(path)) {
      StoredTask task = second.find(Tasks.key(1));
      assertThat(task).isNotNull();
      assertThat(task.index()).isEqualTo(42);
      StoredTask atOnce = second.find(Tasks.key(2));
      assertThat(atOnce).isNotNull();
      assertThat(task.startMillis()).isEqualTo(atOnce.startMillis() + 2000);
      // Something may set the clock meanwhile.
      assertThat(atOnce.startMillis()).isBetween(before - MINUTE_MILLIS, after + MINUTE_MILLIS);
      assertThat(task.durationNanos()).isEqualTo(77);
      assertThat(task.attempt()).isEqualTo(3);
      assertThat(task.hasValue()).isFalse();
    }
  }

  @Test
  void shouldLetTheLastRecordWin() {
    try (JournalFile first = Tasks.open(path)) {
      first.failed(Tasks.key(1), RecordKind.CRASHED, 1, 0, 1, 1, "");
      Tasks.done(first, 2);
    }
    try (JournalFile second = Tasks.open(path)) {
      Tasks.done(second, 1);
      second.failed(Tasks.key(2), RecordKind.TIMED_OUT, 1, 0, 1, 1, "");
    }
    try (JournalFile third = Tasks.open(path)) {
      assertThat(third.kind(Tasks.key(1))).isEqualTo(RecordKind.DONE);
      assertThat(third.kind(Tasks.key(2))).isEqualTo(RecordKind.TIMED_OUT);
      assertThat(third.known()).isEqualTo(1);
    }
  }

  @Test
  void shouldKeepLongValuesInAFileOfTheirOwn() throws IOException {
    byte[] large = new byte[Records.MAX_INLINE + 1];
    large[large.length - 1] = 7;
    byte[] largest = new byte[Records.MAX_INLINE];
    try (JournalFile first = Tasks.open(path)) {
      first.done(Tasks.key(1), 1, 0, 1, 1, large, 0, large.length);
      first.done(Tasks.key(2), 2, 0, 1, 1, largest, 0, largest.length);
      first.done(Tasks.key(3), 3, 0, 1, 1, new byte[0], 0, 0);
    }
    try (JournalFile second = Tasks.open(path)) {
      assertThat(value(second, 1)).isEqualTo(large);
      assertThat(value(second, 2)).isEqualTo(largest);
      assertThat(value(second, 3)).isEmpty();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(each -> each.toString().contains(".values-")))
            .allSatisfy(each -> assertThat(each).hasSize(large.length));
      }
    }
  }

  @Test
  void shouldNotGiveALongValueThatWasSpoiled() throws IOException {
    byte[] large = new byte[Records.MAX_INLINE + 1];
    try (JournalFile first = Tasks.open(path)) {
      first.done(Tasks.key(1), 1, 0, 1, 1, large, 0, large.length);
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path values = files.filter(each -> each.toString().contains(".values-")).findAny().get();
      Files.write(values, new byte[] {1});
    }
    try (JournalFile second = Tasks.open(path)) {
      StoredTask task = second.find(Tasks.key(1));
      assertThat(task).isNotNull();
      assertThat(second.value(task)).isNull();
    }
  }

  private static byte[] value(JournalFile journal, int number) {
    StoredTask task = journal.find(Tasks.key(number));
    assertThat(task).isNotNull();
    byte[] value = journal.value(task);
    assertThat(value).isNotNull();
    return value;
  }

  @Test
  void shouldCountTheDeathsOfRunsInATask() {
    for (int run = 0; run < 3; run++) {
      DyingDisk disk = new DyingDisk();
      JournalFile journal = JournalFile.open(Tasks.settings(path), disk);
      assertThat(journal.deaths(Tasks.key(1))).isEqualTo(run);
      journal.started(Tasks.key(1), 1, 0, 1);
      journal.started(Tasks.key(2), 2, 0, 1);
      Tasks.done(journal, 2);
      journal.flush();
      disk.die();
      journal.close();
    }
    try (JournalFile last = Tasks.open(path)) {
      assertThat(last.deaths(Tasks.key(1))).isEqualTo(3);
      assertThat(last.kind(Tasks.key(1))).isEqualTo(RecordKind.STARTED);
      assertThat(last.deaths(Tasks.key(2))).isZero();
      assertThat(last.kind(Tasks.key(2))).isEqualTo(RecordKind.DONE);
      Tasks.done(last, 1);
    }
    try (JournalFile last = Tasks.open(path)) {
      assertThat(last.deaths(Tasks.key(1))).isZero();
    }
  }

  @Test
  void shouldLetNobodyElseReadIt() throws IOException {
    byte[] large = new byte[Records.MAX_INLINE + 1];
    try (JournalFile first = Tasks.open(path)) {
      first.done(Tasks.key(1), 1, 0, 1, 1, large, 0, large.length);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(3);
      for (Path each : all) {
        assertThat(Files.getPosixFilePermissions(each))
            .as(each.toString())
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @Test
  void shouldRefuseAnotherVersion() {
    JournalFile.open(Tasks.version(path, "2", OtherVersion.REFUSE)).close();

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> JournalFile.open(Tasks.version(path, "3", OtherVersion.REFUSE)))
        .withMessage(
            "The journal "
                + path
                + " has results of version \"2\", and this job has version \"3\". Accept them,"
                + " begin the journal anew, or give another file.");
    JournalFile.open(Tasks.version(path, "2", OtherVersion.REFUSE)).close();
  }

  @Test
  void shouldAcceptAnotherVersion() {
    try (JournalFile first = JournalFile.open(Tasks.version(path, "2", OtherVersion.REFUSE))) {
      Tasks.done(first, 1);
    }
    try (JournalFile next = JournalFile.open(Tasks.version(path, "3", OtherVersion.ACCEPT))) {
      assertThat(next.known()).isEqualTo(1);
    }
    try (JournalFile next = JournalFile.open(Tasks.version(path, "3", OtherVersion.REFUSE))) {
      assertThat(next.known()).isEqualTo(1);
    }
  }

  @Test
  void shouldBeginAnewBesideAnotherVersion() {
    try (JournalFile first = JournalFile.open(Tasks.version(path, "2", OtherVersion.REFUSE))) {
      Tasks.done(first, 1);
    }
    try (JournalFile next = JournalFile.open(Tasks.version(path, "3", OtherVersion.BEGIN_ANEW))) {
      assertThat(next.known()).isZero();
      assertThat(next.runs()).isEqualTo(1);
    }
    assertThat(folder.resolve("x.hwj.old-1")).exists();
  }

  @Test
  void shouldMoveLongValuesAsideWithTheirJournal() {
    byte[] large = new byte[Records.MAX_INLINE + 1];
    try (JournalFile first = JournalFile.open(Tasks.version(path, "2", OtherVersion.REFUSE))) {
      first.done(Tasks.key(1), 1, 0, 1, 1, large, 0, large.length);
    }
    JournalFile.open(Tasks.version(path, "3", OtherVersion.BEGIN_ANEW)).close();

    Path old = folder.resolve("x.hwj.old-1");
    try (JournalFile moved = JournalFile.open(Tasks.version(old, "2", OtherVersion.REFUSE))) {
      assertThat(value(moved, 1)).isEqualTo(large);
    }
    assertThat(folder.toFile().list((in, name) -> name.startsWith("x.hwj.values-"))).isEmpty();
  }

  /** The tasks of a program do not end with it: what they record until it is gone counts. */
  @Test
  void shouldWriteAtOnceWhatIsRecordedWhileTheProgramEnds() throws IOException {
    DyingDisk disk = new DyingDisk();
    JournalFile first = JournalFile.open(Tasks.settings(path), disk);
    Tasks.done(first, 1);
    first.exit();
    Tasks.done(first, 2);
    disk.die();
    first.close();
    try (JournalFile second = Tasks.open(path)) {
      assertThat(second.known()).isEqualTo(2);
    }
  }

  @Test
  void shouldTakeAnEmptyFile() throws IOException {
    Files.createFile(path);
    try (JournalFile first = Tasks.open(path)) {
      Tasks.done(first, 1);
    }
    try (JournalFile second = Tasks.open(path)) {
      assertThat(second.known()).isEqualTo(1);
    }
  }

  @Test
  void shouldFollowALinkToTheOneFile() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real")).resolve("y.hwj");
    Tasks.open(real).close();
    Files.createSymbolicLink(path, real);
    try (JournalFile linked = Tasks.open(path)) {
      assertThat(linked.runs()).isEqualTo(2);
      assertThatExceptionOfType(JournalException.class).isThrownBy(() -> Tasks.open(real));
    }
    assertThat(path).isSymbolicLink();
  }
}
