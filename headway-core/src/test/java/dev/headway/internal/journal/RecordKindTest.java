package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordKindTest {
  /** Else it would change the key beside it, silently. */
  @ParameterizedTest
  @EnumSource
  void shouldFitIntoTheIndexIfItIsOfATask(RecordKind kind) {
    KeyIndex index = new KeyIndex(1);
    if (kind.isOfTask()) {
      index.put(1L << 40, 5, kind, 4711);

      long found = index.get(1L << 40, 5);
      assertThat(KeyIndex.kind(found)).isEqualTo(kind);
      assertThat(KeyIndex.position(found)).isEqualTo(4711);
    }
  }
}
