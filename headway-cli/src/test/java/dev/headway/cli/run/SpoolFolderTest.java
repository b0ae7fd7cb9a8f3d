package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
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
    Path left = Files.createDirectory(parent.resolve("headway-run-1"));
    Files.createFile(left.resolve("lock"));
    Files.createFile(left.resolve("0.out"));
    Path young = Files.createDirectory(parent.resolve("headway-run-2"));
    Path other = Files.createDirectory(parent.resolve("other"));
    Files.setLastModifiedTime(left, OLD);
    Files.setLastModifiedTime(other, OLD);

    try (SpoolFolder running = SpoolFolder.in(parent)) {
      Files.setLastModifiedTime(running.path(), OLD);
      SpoolFolder.in(parent).close();

      assertThat(parent.toFile().listFiles())
          .containsExactlyInAnyOrder(young.toFile(), other.toFile(), running.path().toFile());
    }
  }

  @Test
  void shouldNameAFolderThatCannotBeUsed() {
    assertThatThrownBy(() -> SpoolFolder.in(parent.resolve("none")))
        .isInstanceOf(RunProblem.class)
        .hasMessageContaining("No folder for the output of jobs can be made in")
        .hasMessageEndingWith("Name another one in TMPDIR.");
  }
}
