package dev.headway.internal.process.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ResourceExhaustionTest {
  @Test
  void shouldKnowWhatAFullMachineSays() {
    assertThat(
            ResourceExhaustion.isCauseOf(
                new IOException(
                    "Cannot run program \"java\"",
                    new IOException("error=11, Resource temporarily unavailable"))))
        .isTrue();
    assertThat(
            ResourceExhaustion.isCauseOf(
                new FileSystemException("/tmp/x", null, "Too many open files")))
        .isTrue();
    assertThat(ResourceExhaustion.isCauseOf(new OutOfMemoryError("unable to create native thread")))
        .isTrue();
  }

  @Test
  void shouldNotTakeAWrongCommandForAFullMachine() {
    assertThat(ResourceExhaustion.isCauseOf(new IOException("error=2, No such file or directory")))
        .isFalse();
    assertThat(ResourceExhaustion.isCauseOf(new OutOfMemoryError("Java heap space"))).isFalse();
    assertThat(ResourceExhaustion.isCauseOf(null)).isFalse();
  }
}
