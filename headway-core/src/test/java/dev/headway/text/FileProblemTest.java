package dev.headway.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileProblemTest {

  @Test
  void shouldSayWhyWithoutTheNameOfAFileThatNobodyGave() {
    assertThat(
            List.of(
                FileProblem.of(new NoSuchFileException(".headway-1.part")),
                FileProblem.of(new NoSuchFileException("x", null, "there is no folder /y")),
                FileProblem.of(new AccessDeniedException(".headway-1.part")),
                FileProblem.of(new FileAlreadyExistsException(".headway-1.part")),
                FileProblem.of(new FileAlreadyExistsException("x", null, "is a folder")),
                FileProblem.of(new FileSystemException("p", null, "No space left on device")),
                FileProblem.of(new FileNotFoundException("/a (b)/c (Permission denied)")),
                FileProblem.of(new IOException("Stream closed.")),
                FileProblem.of(new IOException("no\033[2J"))))
        .containsExactly(
            "there is no such file or folder",
            "there is no folder /y",
            "permission denied",
            "there is a file of that name",
            "it is a folder",
            "no space left on device",
            "permission denied",
            "stream closed",
            "no^[[2J");
    assertThat(FileProblem.of(new IOException())).isEqualTo("java.io.IOException");
  }
}
