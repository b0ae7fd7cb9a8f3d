package dev.headway.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoadErrorsTest {
  @Test
  void shouldSayWhatAMissingClassMayMean() {
    assertThat(LoadErrors.of(new NoClassDefFoundError("org/example/Part")))
        .isEqualTo(
            "the JVM could not load what it needs (java.lang.NoClassDefFoundError:"
                + " org/example/Part). Either the program has too many open files (see ulimit -n),"
                + " or a file of its class path was replaced while it ran.");
    assertThat(LoadErrors.of(new InternalError("Error loading java.security file")))
        .contains("java.security", "open files");
  }

  @Test
  void shouldLeaveOtherFaultsAlone() {
    assertThat(LoadErrors.of(new IOException("x"))).isNull();
    assertThat(LoadErrors.of(new StackOverflowError())).isNull();
    assertThat(LoadErrors.of(new OutOfMemoryError())).isNull();
  }
}
