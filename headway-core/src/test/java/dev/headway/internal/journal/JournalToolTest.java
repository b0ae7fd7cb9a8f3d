package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headway.work.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repair and compaction keep what is good, and a look changes nothing. */
class JournalToolTest {
  private static final int TASKS = 500;

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void make() throws IOException {
    path = folder.toRealPath().resolve("x.hwj");
    byte[] large = new byte[Records.MAX_INLINE + 1];
    for (int run = 0; run < 3; run++) {
      try (JournalFile journal = Tasks.open(path)) {
        for (int i = 0; i < TASKS; i++) {
          Tasks.done(journal, i);
        }
        journal.failed(Tasks.key(TASKS), RecordKind.FAILED, TASKS, 0, 1, 1, "run " + run);
        journal.started(Tasks.key(TASKS + 1), TASKS + 1, 0, 1);
        journal.done(Tasks.key(TASKS + 2), TASKS + 2, 0, 1, 1, large, 0, large.length);
      }
    }
  }

  @Test
  void shouldLeaveOutWhatIsVoid() throws IOException {
    JournalTool.Sizes sizes = new JournalTool(path).compact();

    assertThat(sizes.after()).isEqualTo(Files.size(path)).isLessThan(sizes.before() / 2);
    checkAll(4);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(each -> each.toString().contains(".values-")))
          .singleElement()
          .satisfies(each -> assertThat(each).hasSize(Records.MAX_INLINE + 1));
    }
  }

  private void checkAll(int runs) {
    try (JournalFile journal = Tasks.open(path)) {
      assertThat(journal.runs()).isEqualTo(runs);
      assertThat(journal.known()).isEqualTo(TASKS + 1);
      for (int i = 0; i < TASKS; i++) {
        assertThat(Tasks.stored(journal, i)).isEqualTo("value " + i);
      }
      StoredTask aside = journal.find(Tasks.key(TASKS + 2));
      assertThat(aside).isNotNull();
      assertThat(journal.value(aside)).hasSize(Records.MAX_INLINE + 1);
      assertThat(journal.kind(Tasks.key(TASKS + 1))).isEqualTo(RecordKind.STARTED);
    }
  }

  @Test
  void shouldKeepAllGoodRecordsOfADamagedFile() throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int middle = bytes.length / 6; // In the first run, so that later records say the same.
    bytes[middle] ^= 1;
    Files.write(path, bytes);
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> new JournalTool(path).compact())
        .withMessageContaining(" is damaged at byte ");

    JournalTool.Repair repair = new JournalTool(path).repair();

    assertThat(repair.records()).isEqualTo(3 * (TASKS + 3) - 1);
    assertThat(repair.lostBytes()).isBetween(9L, 100L);
    assertThat(repair.original()).isEqualTo(path.resolveSibling("x.hwj.damaged-1"));
    assertThat(repair.original()).hasBinaryContent(bytes);
    checkAll(4);
  }

  @Test
  void shouldTellDamageOfAFileThatItMade() throws IOException {
    new JournalTool(path).compact();
    damage(Header.LENGTH + 50);
    assertThat(new JournalTool(path).repair().original()).isNotNull();
    damage((int) Files.size(path) / 2);

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Tasks.open(path))
        .withMessageContaining(" is damaged at byte ");
  }

  /** A journal with nothing behind the damage but records of tasks, as a tool leaves it. */
  private void damage(int at) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[at] ^= 1;
    Files.write(path, bytes);
    try (JournalView view = JournalView.open(path)) {
      assertThat(view.isDamaged()).as("damage at byte %s", at).isTrue();
    }
  }

  @Test
  void shouldLeaveOutWhatIsVoidIfItsValuesTakeMuch() throws IOException {
    Path values = onlyValues();
    try (RandomAccessFile file = new RandomAccessFile(values.toFile(), "rw")) {
      file.setLength(65L << 20); // As of many runs.
    }

    checkAll(4);

    assertThat(values).doesNotExist();
    assertThat(onlyValues()).hasSize(Records.MAX_INLINE + 1);
  }

  private Path onlyValues() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().contains(".values-")).findAny().orElseThrow();
    }
  }

  @Test
  void shouldLeaveAGoodFileAsItIs() throws IOException {
    byte[] bytes = Files.readAllBytes(path);

    JournalTool.Repair repair = new JournalTool(path).repair();

    assertThat(repair).isEqualTo(new JournalTool.Repair(3 * (TASKS + 3), 0, null));
    assertThat(path).hasBinaryContent(bytes);
  }

  @Test
  void shouldShowTheLastRecordOfEachTask() {
    try (JournalFile user = Tasks.open(path);
        JournalView view = JournalView.open(path)) {
      assertThat(user.runs()).isEqualTo(4);
      assertThat(view.runs()).hasSize(4);
      assertThat(view.hasEnded()).isFalse();
      assertThat(view.unreadable()).isZero();
      assertThat(view.isDamaged()).isFalse();
      assertThat(view.counts())
          .isEqualTo(
              Map.of(RecordKind.DONE, TASKS + 1L, RecordKind.FAILED, 1L, RecordKind.STARTED, 1L));
      List<String> texts = new ArrayList<>();
      int[] shown = {0};
      view.forEachTask(
          (key, task, text) -> {
            shown[0]++;
            if (text != null) {
              texts.add(task.index() + " " + text);
            }
          });
      assertThat(shown[0]).isEqualTo(TASKS + 3);
      assertThat(texts).containsExactly(TASKS + " run 2");
    }
  }

  @Test
  void shouldNotTouchAJournalInUse() {
    try (JournalFile user = Tasks.open(path)) {
      assertThat(user.runs()).isEqualTo(4);
      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> new JournalTool(path).repair())
          .withMessageContaining(" is in use by ");
    }
  }

  @Test
  void shouldNotMakeAFileThatIsMissing() {
    Path missing = folder.resolve("missing.hwj");
    String message = "The journal " + missing + " cannot be used: there is no such file.";

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> new JournalTool(missing).repair())
        .withMessage(message);
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> JournalView.open(missing))
        .withMessage(message);
    assertThat(folder).isDirectoryNotContaining("glob:**/missing*");
  }
}
