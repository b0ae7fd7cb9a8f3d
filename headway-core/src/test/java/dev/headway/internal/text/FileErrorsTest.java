package dev.headway.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileErrorsTest {

  @Test
  void shouldKnowAPipeWithoutAReaderByTheWordsOfTheSystem() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().close();
    IOException gone = null;
    try (Pipe.SinkChannel sink = pipe.sink()) {
      sink.write(ByteBuffer.allocate(1));
    } catch (IOException e) {
      gone = e;
    }

    assertThat(gone).isNotNull().matches(FileErrors::isBrokenPipe);
    assertThat(new IOException("Broken pipe")).matches(FileErrors::isBrokenPipe);
    assertThat(new IOException("No space left on device"))
        .matches(e -> !FileErrors.isBrokenPipe(e));
  }

  @Test
  void shouldSayWhyWithoutTheNameOfAFileThatNobodyGave() {
    assertThat(
            List.of(
                FileErrors.of(new NoSuchFileException(".headway-1.part")),
                FileErrors.of(new NoSuchFileException("x", null, "there is no folder /y")),
                FileErrors.of(new AccessDeniedException(".headway-1.part")),
                FileErrors.of(new FileAlreadyExistsException(".headway-1.part")),
                FileErrors.of(new FileAlreadyExistsException("x", null, "is a folder")),
                FileErrors.of(new FileSystemException("p", null, "No space left on device")),
                FileErrors.of(new FileNotFoundException("/a (b)/c (Permission denied)")),
                FileErrors.of(new IOException("Stream closed.")),
                FileErrors.of(new IOException("no\033[2J"))))
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
    assertThat(FileErrors.of(new IOException())).isEqualTo("java.io.IOException");
  }
}
