package dev.headway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCounterTest {
  private static final int CAPACITY = 1000;

  @ParameterizedTest
  @ValueSource(bytes = {0, '\n', 1, 127, -128, -1})
  void shouldCountEachEndWhereverItStands(byte end) {
    LineCounter counter = new LineCounter(end, CAPACITY);
    Random random = new Random(end);
    for (int round = 0; round < 500; round++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
      long expected = 0;
      int from = random.nextInt(20);
      int to = from + random.nextInt(CAPACITY - from + 1);
      for (int i = 0; i < CAPACITY; i++) {
        // Neighbours of the end, in whose sums a carry could go astray.
        byte value = (byte) (end + random.nextInt(3) - 1);
        buffer.put(i, value);
        expected += value == end && i >= from && i < to ? 1 : 0;
      }
      buffer.position(from).limit(to);

      assertThat(counter.applyAsLong(buffer)).isEqualTo(expected);
      assertThat(buffer.position()).isEqualTo(from);
    }
  }
}
