package dev.headway.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CallStackTest {
  /** It skips these classes, and knows them by name alone. */
  @Test
  void shouldNameClassesThatExist() throws ClassNotFoundException {
    Set<String> skipped = CallStack.ours();

    assertThat(skipped).isNotEmpty();
    for (String name : skipped) {
      assertThat(Class.forName(name)).isNotNull();
    }
  }
}
