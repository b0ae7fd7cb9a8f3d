package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {
  private static final FileTime OLD = FileTime.from(Instant.now().minus(Duration.ofHours(1)));

  @TempDir private Path parent;

  @Test
  void shouldBeReadableByItsOwnerAloneAndGoWithAllInIt() throws Exception {
    SpoolFolder folder = SpoolFolder.in(parent);
    Files.writeString(folder.spool().out(), "text");

    assertThat(Files.getPosixFilePermissions(folder.path()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(folder.spool()).isNotEqualTo(folder.spool());
    assertThat(folder.isFull()).isFalse();

    folder.close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void shouldDeleteWhatALossOfPowerHasLeftAndNothingElse() throws Exception {
    Path left = old(folder("headway-run-1", "lock", "0.out", "1.err", "2.in", "2.in.new"));
    Path young = folder("headway-run-2", "lock");
    Path other = old(folder("other", "lock"));

    try (SpoolFolder running = SpoolFolder.in(parent)) {
      old(running.path());
      SpoolFolder.in(parent).close();

      assertThat(left).doesNotExist();
      assertThat(parent.toFile().listFiles())
          .containsExactlyInAnyOrder(young.toFile(), other.toFile(), running.path().toFile());
    }
  }

  @Test
  void shouldLeaveFilesOfTheUserAlone() throws Exception {
    Path notes = old(folder("headway-run-notes", "report.txt", "0.out"));
    Path longName = old(folder("headway-run-my-old-notes", "lock", "0.out"));
    Path mixed = old(folder("headway-run-3", "lock", "0.out", "report.txt"));
    Path real = old(folder("real", "lock", "0.out"));
    Files.createSymbolicLink(parent.resolve("headway-run-4"), real);

    SpoolFolder.in(parent).close();

    assertThat(notes.toFile().list()).containsExactlyInAnyOrder("report.txt", "0.out");
    assertThat(longName.toFile().list()).containsExactlyInAnyOrder("lock", "0.out");
    assertThat(mixed.toFile().list()).containsExactly("report.txt");
    assertThat(real.toFile().list()).containsExactlyInAnyOrder("lock", "0.out");
  }

  @Test
  void shouldLeaveAloneWhatAnotherUserHasMade() throws Exception {
    Path foreign = old(folder("headway-run-5", "lock", "0.out"));
    try {
      Files.setOwner(
          foreign,
          parent.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    } catch (IOException e) {
      assumeThat(e).as("root alone may give files away").isNull();
    }
    assumeThat(Files.getOwner(foreign)).isNotEqualTo(Files.getOwner(parent));

    SpoolFolder.in(parent).close();

    assertThat(foreign.toFile().list()).containsExactlyInAnyOrder("lock", "0.out");
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldNotWaitForAPipeInPlaceOfTheLock() throws Exception {
    Path trap = folder("headway-run-6", "0.out");
    String pipe = trap.resolve("lock").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).inheritIO().start().waitFor()).isZero();
    old(trap);

    SpoolFolder.in(parent).close();

    assertThat(trap.toFile().list()).containsExactlyInAnyOrder("lock", "0.out");
  }

  private Path folder(String name, String... files) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    for (String file : files) {
      Files.createFile(folder.resolve(file));
    }
    return folder;
  }

  private static Path old(Path folder) throws IOException {
    return Files.setLastModifiedTime(folder, OLD);
  }

  @Test
  void shouldNameAFolderThatCannotBeUsed() {
    assertThatThrownBy(() -> SpoolFolder.in(parent.resolve("none")))
        .isInstanceOf(RunProblem.class)
        .hasMessageContaining("No folder for the output of jobs can be made in")
        .hasMessageEndingWith("Name another one in TMPDIR.");
  }
}
