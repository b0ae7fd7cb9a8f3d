package dev.headway.cli.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteTextTest {
  private static final byte[] NO_UTF_8 = {'a', (byte) 0xE9, (byte) 0xFF};

  @Test
  void shouldKeepBytesThatAreNoCharacters() {
    assertThat(ByteText.bytes(ByteText.of(NO_UTF_8))).isEqualTo(NO_UTF_8);
    assertThat(ByteText.shown(ByteText.of(NO_UTF_8))).isEqualTo("aéÿ");
    assertThat(ByteText.shown(ByteText.encode("né 👍"))).isEqualTo("né 👍");
  }

  @Test
  void shouldPassOnWhatJavaWritesAsItIs() {
    assertThat(ByteText.argument(ByteText.encode("né"), UTF_8, UTF_8)).isEqualTo("né");
    assertThat(ByteText.argument(ByteText.of(NO_UTF_8), UTF_8, UTF_8)).isNull();
    assertThat(ByteText.argument(ByteText.encode("né"), UTF_8, US_ASCII)).isNull();
    assertThat(ByteText.argument(ByteText.of(NO_UTF_8), ISO_8859_1, ISO_8859_1)).isEqualTo("aéÿ");
  }

  @Test
  void shouldLetAShellMakeTheOtherWords() throws Exception {
    byte[] odd = {'\n', '\'', (byte) 0xFF, ' ', '%', '\\', '$', 'x', '\n', '\n'};
    String script =
        JavaLauncher.script(List.of("printf", "[%s]", "it's a \"$1\"", ByteText.of(odd), ""));
    assertThat(script).matches("\\p{ASCII}*");

    Process process = new ProcessBuilder("sh", "-c", script).start();

    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes("[it's a \"$1\"][".getBytes(UTF_8));
    expected.writeBytes(odd);
    expected.writeBytes("][]".getBytes(UTF_8));
    assertThat(process.getInputStream().readAllBytes()).isEqualTo(expected.toByteArray());
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void shouldTakeTheBytesOfTheLastWordsOfTheCommandLine() {
    byte[] line = "java\0-cp\0x\0run\0echo\0n\u00e9\0\0".getBytes(ISO_8859_1);

    assertThat(RawArguments.of(List.of("echo", "n?", ""), line))
        .containsExactly("echo", "n\u00e9", "");
    assertThat(RawArguments.of(List.of("ls", "né", ""), line))
        .containsExactly("ls", ByteText.encode("né"), "");
  }
}
