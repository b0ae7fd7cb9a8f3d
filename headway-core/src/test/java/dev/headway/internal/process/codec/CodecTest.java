package dev.headway.internal.process.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.IOException;
import java.io.InvalidClassException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
  private final ClassLoader loader = CodecTest.class.getClassLoader();

  static List<Object> values() {
    Map<Integer, Integer> map = new HashMap<>();
    IntStream.range(0, 10_000).forEach(i -> map.put(i, i));
    return Arrays.asList(
        null,
        true,
        false,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        -0.0,
        Double.NaN,
        1.5f,
        (short) 3,
        'x',
        "",
        "latin \u00ff",
        "wide \u0100",
        "alone \uDC00",
        new byte[] {1, 2, 3},
        new int[] {1, -1},
        new long[] {1L << 40},
        new double[] {0.1, Double.NEGATIVE_INFINITY},
        new String[] {"a", null},
        new byte[0],
        new ArrayList<>(List.of(1, "two", 3.0)),
        map);
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldReadWhatItWrote(Object value) throws Exception {
    GrowableBuffer buffer = new GrowableBuffer();
    Codec.write(buffer, value);
    Codec.write(buffer, "behind");

    assertThat(Codec.read(buffer, loader)).isEqualTo(value);
    assertThat(Codec.read(buffer, loader)).isEqualTo("behind");
    assertThat(buffer.remaining()).isZero();
  }

  @Test
  void shouldLeaveNoTraceOfAValueThatCannotBeWritten() throws Exception {
    GrowableBuffer buffer = new GrowableBuffer();
    Codec.write(buffer, "before");
    assertThatThrownBy(() -> Codec.write(buffer, new ArrayDeque<>(List.of(1, new Object()))))
        .isInstanceOf(IOException.class);
    Codec.write(buffer, "behind");

    assertThat(Codec.read(buffer, loader)).isEqualTo("before");
    assertThat(Codec.read(buffer, loader)).isEqualTo("behind");
  }

  @Test
  void shouldRefuseAnArrayThatTheBytesCannotHold() throws Exception {
    GrowableBuffer buffer = new GrowableBuffer();
    Codec.write(buffer, new short[100]);
    // The length of the array stands before its 200 bytes.
    buffer.setInt(buffer.length() - 204, Integer.MAX_VALUE);

    assertThatThrownBy(() -> Codec.read(buffer, loader)).isInstanceOf(InvalidClassException.class);
  }

  @Test
  void shouldRefuseGarbageWithAnExceptionAndNothingElse() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      GrowableBuffer buffer = new GrowableBuffer();
      byte[] garbage = new byte[random.nextInt(60)];
      random.nextBytes(garbage);
      buffer.putInt(garbage.length);
      buffer.write(garbage, 0, garbage.length);
      if (garbage.length > 0) {
        buffer.array()[4] = (byte) random.nextInt(15);
      }
      try {
        Codec.read(buffer, loader);
      } catch (IOException | ClassNotFoundException e) {
        continue; // As it should be.
      }
    }
  }

  @Test
  void shouldSurviveDamagedObjects() throws Exception {
    Random random = new Random(1);
    Object value = new ArrayList<>(List.of(Map.of("key", 1), List.of("a", "b"), new Object[] {1L}));
    for (int round = 0; round < 5_000; round++) {
      GrowableBuffer buffer = new GrowableBuffer();
      Codec.write(buffer, value);
      int at = 5 + random.nextInt(buffer.length() - 5);
      buffer.array()[at] = (byte) random.nextInt();
      try {
        Codec.read(buffer, loader);
      } catch (IOException | ClassNotFoundException | RuntimeException e) {
        continue; // Anything but an error of the JVM.
      }
    }
  }
}
