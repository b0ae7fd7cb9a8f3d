package dev.headway.internal.process.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.wire.GrowableBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of values, which stand in the journals of users: they stay as they are. */
class GoldenValuesTest {
  private static Arguments value(@Nullable Object value, String bytes) {
    return Arguments.of(value, bytes);
  }

  static List<Arguments> values() {
    return List.of(
        value(null, "80"),
        value(true, "81"),
        value(false, "82"),
        value(258, "83 00000102"),
        value(258L, "84 0000000000000102"),
        value(1.5, "85 3ff8000000000000"),
        value(1.5f, "86 3fc00000"),
        value("aÿ", "87 00000002 61ff"),
        value("Ā", "88 00000002 0001"),
        value(new byte[] {1, 2}, "89 00000002 0102"),
        value(new int[] {1, -1}, "8a 00000008 01000000 ffffffff"),
        value(new long[] {1}, "8b 00000008 0100000000000000"),
        value(new double[] {1.5}, "8c 00000008 000000000000f83f"),
        value((short) 3, "8d 00000003"),
        value('x', "8e 00000078"),
        value((byte) -1, "8f ffffffff"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldStayAsTheyAre(@Nullable Object value, String bytes) throws Exception {
    String hex = bytes.replace(" ", "");
    List<String> encoded = new ArrayList<>();
    Codec.encode(
        new GrowableBuffer(),
        value,
        (array, offset, length) ->
            encoded.add(HexFormat.of().formatHex(array, offset, offset + length)));
    assertThat(encoded).containsExactly(hex);
    assertThat(decoded(hex)).isEqualTo(value);
  }

  private static @Nullable Object decoded(String hex) throws Exception {
    return Codec.decode(
        new GrowableBuffer(),
        HexFormat.of().parseHex(hex),
        GoldenValuesTest.class.getClassLoader());
  }

  /** A list is an object of the JDK in a block, whose length and kind come first. */
  @Test
  void shouldReadAnObject() throws Exception {
    String list =
        "0d aced0005 7372 0013 6a6176612e7574696c2e41727261794c697374 7881d21d99c7619d"
            + " 03 0001 49 0004 73697a65 7702ffff 78 70 00000001 7704 00000001"
            + " 7372 0011 6a6176612e6c616e672e496e7465676572 12e2a0a4f7818738"
            + " 02 0001 49 0005 76616c7565 7702ffff 78"
            + " 72 0010 6a6176612e6c616e672e4e756d626572 86ac951d0b94e08b 02 0000 7702ffff 78 70"
            + " 00000102 78";
    String hex = list.replace(" ", "");
    String length = HexFormat.of().toHexDigits(hex.length() / 2);

    assertThat(decoded(length + hex)).isEqualTo(new ArrayList<>(Arrays.asList(258)));
  }
}
