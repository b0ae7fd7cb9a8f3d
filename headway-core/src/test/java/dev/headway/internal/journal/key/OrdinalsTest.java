package dev.headway.internal.journal.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.journal.JournalKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrdinalsTest {
  private final Ordinals ordinals = new Ordinals();

  @Test
  void shouldCountAsAMapDoes() {
    Map<Long, Integer> counts = new HashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    SplittableRandom spread = new SplittableRandom(8);
    long[] keys = spread.longs(20_000).toArray();
    for (int i = 0; i < 100_000; i++) {
      long key = keys[random.nextInt(keys.length)];
      int before = counts.merge(key, 1, Integer::sum) - 1;

      assertThat(ordinals.next(new JournalKey(key, (int) key))).isEqualTo(before);
    }
  }

  /** A key that begins as another does may count as its repetition, but never as itself again. */
  @Test
  void shouldNeverGiveAKeyTheSameNumberTwice() {
    assertThat(ordinals.next(new JournalKey(9, 0))).isZero();
    assertThat(ordinals.next(new JournalKey(9, 1))).isEqualTo(1);
    assertThat(ordinals.next(new JournalKey(9, 1))).isEqualTo(2);
    assertThat(ordinals.next(new JournalKey(9, 0))).isEqualTo(1);
    assertThat(ordinals.next(new JournalKey(2, 0))).isZero();
    assertThat(ordinals.next(new JournalKey(0, 0))).isZero();
    assertThat(ordinals.next(new JournalKey(0, 0))).isEqualTo(1);
  }

  @Test
  void shouldCountWhatTheFileHasByItsPlace() {
    JournalKey here = new JournalKey(5, 5);
    long far = 100L << 30;

    assertThat(ordinals.next(here, 4000)).isZero();
    assertThat(ordinals.next(new JournalKey(6, 6), 4000 + 21)).isZero();
    assertThat(ordinals.next(new JournalKey(7, 7), far)).isZero();
    assertThat(ordinals.next(here, 4000)).isEqualTo(1);
    assertThat(ordinals.next(here, 4000)).isEqualTo(2);
    assertThat(ordinals.next(new JournalKey(7, 7), far)).isEqualTo(1);
  }

  @Test
  void shouldTakeLittleMemory() {
    SplittableRandom random = new SplittableRandom(9);
    int keys = 400_000;
    for (int i = 0; i < keys; i++) {
      ordinals.next(new JournalKey(random.nextLong(), random.nextInt()));
    }

    assertThat(ordinals.bytes() / keys).isLessThan(20);
  }
}
