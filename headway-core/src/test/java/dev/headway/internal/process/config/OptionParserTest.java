package dev.headway.internal.process.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionParserTest {
  private static final String FILE =
      """
      # a comment
      -Da=1 -Db="two words" -Dc='it''s'
      -Dd="a\\tb \\\\ c" -De=no\\escape # a comment
      -Dlost=1# a comment
      -Dk="kept"lost# a comment
        on
      -Df="joined \\
          line" -Dg=x"y z"w
      -Dh="open
      """;

  private static final List<String> WORDS =
      List.of(
          "-Da=1",
          "-Db=two words",
          "-Dc=its",
          "-Dd=a\tb \\ c",
          "-De=no\\escape",
          "-Dk=kepton",
          "-Df=joined line",
          "-Dg=xy zw",
          "-Dh=open");

  @Test
  void shouldReadAFileOfArguments() {
    assertThat(OptionParser.ofFile(FILE)).isEqualTo(WORDS);
    assertThat(OptionParser.ofFile(OptionParser.quoted("a\\b \"c\" 'd'\n#e")))
        .containsExactly("a\\b \"c\" 'd'\n#e");
  }

  /** Asks the java command itself. */
  @Test
  void shouldReadAFileOfArgumentsAsJavaDoes(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), FILE);
    Process java =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "@" + file,
                "-XshowSettings:properties",
                "-version")
            .redirectErrorStream(true)
            .start();
    String shown = new String(java.getInputStream().readAllBytes(), UTF_8);

    for (String word : WORDS) {
      String[] parts = word.substring(2).split("=", 2);
      String value = parts[1].replace("\t", "\\t");
      assertThat(shown.replace("\t", "\\t")).contains("\n    " + parts[0] + " = " + value + "\n");
    }
    assertThat(shown).doesNotContain("lost");
  }

  @Test
  void shouldReadAVariable() {
    String value = " -Da=1\t-Db='two words'\n-Dc=\"it's\" -Dd=a\\b# '' ";
    List<String> words = List.of("-Da=1", "-Db=two words", "-Dc=it's", "-Dd=a\\b#", "");

    assertThat(OptionParser.ofVariable(value)).isEqualTo(words);
    assertThat(OptionParser.ofVariable(OptionParser.variable(words))).isEqualTo(words);
    List<String> quotes = List.of("a\"b'c d", "\"", "'");
    assertThat(OptionParser.ofVariable(OptionParser.variable(quotes))).isEqualTo(quotes);
    assertThat(OptionParser.ofVariable(null)).isEmpty();
  }
}
