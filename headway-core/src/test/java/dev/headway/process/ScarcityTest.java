package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ScarcityTest {
  @Test
  void shouldKnowWhatAFullMachineSays() {
    assertThat(
            Scarcity.isCauseOf(
                new IOException(
                    "Cannot run program \"java\"",
                    new IOException("error=11, Resource temporarily unavailable"))))
        .isTrue();
    assertThat(Scarcity.isCauseOf(new FileSystemException("/tmp/x", null, "Too many open files")))
        .isTrue();
    assertThat(Scarcity.isCauseOf(new OutOfMemoryError("unable to create native thread"))).isTrue();
  }

  @Test
  void shouldNotTakeAWrongCommandForAFullMachine() {
    assertThat(Scarcity.isCauseOf(new IOException("error=2, No such file or directory"))).isFalse();
    assertThat(Scarcity.isCauseOf(new OutOfMemoryError("Java heap space"))).isFalse();
    assertThat(Scarcity.isCauseOf(null)).isFalse();
  }
}
