package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headway.internal.journal.JournalSettings.OtherVersion;
import dev.headway.internal.system.Zombie;
import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A journal has one owner, and a dead one keeps nobody away. */
class JournalLockTest {
  private static final LockOwner HERE = LockOwner.ofThisProcess();

  @TempDir Path folder;
  private Path path;
  private Path lock;

  @BeforeEach
  void name() throws IOException {
    path = folder.toRealPath().resolve("x.hwj");
    lock = path.resolveSibling("x.hwj.lock");
  }

  @Test
  void shouldRefuseASecondOwnerInTheSameProgram() {
    String inUse =
        "The journal "
            + path
            + " is in use by this program, pid "
            + HERE.pid()
            + ". Wait until that has ended, or give another file.";
    try (JournalFile first = Tasks.open(path)) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(JournalException.class)
            .isThrownBy(() -> Tasks.open(path))
            .withMessage(inUse)
            .satisfies(e -> assertThat(e.path()).isEqualTo(path));
      }
      Tasks.done(first, 1);
    }
    Tasks.open(path).close();
  }

  @Test
  void shouldLetGoIfMemoryRunsOutWhileItIsOpened() {
    Tasks.open(path).close();
    boolean[] full = {true};
    Disk disk =
        new Disk() {
          @Override
          ByteFile open(Path file) throws IOException {
            if (full[0]) {
              full[0] = false;
              throw new OutOfMemoryError("as if");
            }
            return super.open(file);
          }
        };

    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> JournalFile.open(Tasks.settings(path), disk));
    try (JournalFile second = JournalFile.open(Tasks.settings(path), disk)) {
      assertThat(second.isComplete()).isTrue();
    }
  }

  @Test
  void shouldNameItsOwnerAndForgetItAtTheEnd() throws IOException {
    try (JournalFile journal = Tasks.open(path)) {
      assertThat(journal.isComplete()).isTrue();
      assertThat(LockOwner.read(Files.readString(lock))).isEqualTo(HERE);
    }
    assertThat(lock).isEmptyFile();
  }

  @Test
  void shouldTakeOverFromAProcessThatHasEnded() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    LockOwner owner = owner(process.pid(), 0);
    process.waitFor();
    Files.writeString(lock, owner.toText());

    Tasks.open(path).close();
  }

  @Test
  void shouldTakeOverFromAProcessWhoseNumberAnotherHas() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(lock, owner(process.pid(), startOf(process) - 60_000).toText());
      Tasks.open(path).close();

      Files.writeString(
          lock, new LockOwner(HERE.host(), "before", process.pid(), startOf(process)).toText());
      Tasks.open(path).close();
    } finally {
      process.destroyForcibly();
    }
  }

  /** As in a container whose first process buries nobody. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTakeOverFromAProcessWhoseParentDoesNotAskHowItEnded() throws IOException {
    try (Zombie killed = Zombie.make()) {
      long start = killed.handle().info().startInstant().orElseThrow().toEpochMilli();
      Files.writeString(lock, owner(killed.pid(), start).toText());

      Tasks.open(path).close();
    }
  }

  @Test
  void shouldRefuseWhereLocksDoNothingWhileTheOwnerLives() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(lock, owner(process.pid(), startOf(process)).toText());

      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> Tasks.open(path))
          .withMessageContaining(
              " is in use by pid " + process.pid() + " on " + HERE.host() + ". Wait");
      assertThat(path).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Between the lock and the name, or where another system has written no name. */
  @Test
  void shouldRefuseWhatIsLockedAlsoIfItDoesNotSayByWhom() {
    Disk lockedByAnother =
        new Disk() {
          @Override
          @Nullable FileLock tryLock(FileChannel channel) {
            return null;
          }
        };

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> JournalFile.open(Tasks.settings(path), lockedByAnother))
        .withMessageContaining(" is in use by another program. Wait");
    assertThat(path).doesNotExist();
  }

  private static LockOwner owner(long pid, long start) {
    return new LockOwner(HERE.host(), HERE.bootId(), pid, start);
  }

  private static long startOf(Process process) {
    return process.info().startInstant().orElseThrow().toEpochMilli();
  }

  @Test
  void shouldNotTrustLocksBetweenMachines() throws IOException {
    Disk network =
        new Disk() {
          @Override
          boolean isOfNetwork(Path file) {
            return true;
          }
        };
    Files.writeString(lock, new LockOwner("elsewhere", "other", 12, 34).toText());

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> JournalFile.open(Tasks.settings(path), network))
        .withMessage(
            "The journal "
                + path
                + " is on a drive of the network, and was in use by pid 12 on elsewhere, which may"
                + " still run. If it has ended, delete "
                + lock
                + ".");
    Files.delete(lock);
    JournalFile.open(Tasks.settings(path), network).close();
    Files.writeString(lock, new LockOwner("elsewhere", "other", 12, 34).toText());
    Tasks.open(path).close();
  }

  @Test
  void shouldRefuseADiskWithoutLocks() {
    Disk noLocks =
        new Disk() {
          @Override
          FileLock tryLock(FileChannel channel) throws IOException {
            throw new IOException("Function not implemented");
          }
        };

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> JournalFile.open(Tasks.settings(path), noLocks))
        .withMessage(
            "The journal "
                + path
                + " cannot be locked: function not implemented. Two programs at once would spoil"
                + " it. Put it on a local disk.");
    JournalSettings optional =
        new JournalSettings(path, "", "", OtherVersion.REFUSE, false, true, 0);
    try (JournalFile journal = JournalFile.open(optional, noLocks)) {
      assertThat(journal.runs()).isEqualTo(1);
      assertThatExceptionOfType(JournalException.class).isThrownBy(() -> Tasks.open(path));
    }
  }

  @Test
  void shouldRefuseAPlaceWhereNothingCanBeWritten() throws IOException {
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Tasks.open(folder))
        .withMessage("The journal " + folder + " cannot be used: it is a folder.");
    Path nowhere = folder.resolve("none/x.hwj");
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Tasks.open(nowhere))
        .withMessage(
            "The journal " + nowhere + " cannot be used: there is no such file or folder.");
    Path readOnly = Path.of("/sys/x.hwj");
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Tasks.open(readOnly))
        .withMessageStartingWith("The journal /sys/x.hwj cannot be used: ");
  }

  @Test
  void shouldNotTouchWhatIsNoJournal() throws IOException {
    Files.writeString(path, "my notes, which are longer than a header of a journal is");

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Tasks.open(path))
        .withMessage(path + " exists already and is no journal. Give another name.");
    assertThat(path).content().startsWith("my notes");
  }

  @Test
  void shouldNotReadANewerVersion() throws IOException {
    Tasks.open(path).close();
    byte[] bytes = Files.readAllBytes(path);
    Bytes.putInt(bytes, 8, 2);
    Files.write(path, bytes);

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Tasks.open(path))
        .withMessage(
            path
                + " is a journal of version 2, made by a newer Headway; this one reads version 1."
                + " Use a newer Headway, or another file.");
    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
  }
}
