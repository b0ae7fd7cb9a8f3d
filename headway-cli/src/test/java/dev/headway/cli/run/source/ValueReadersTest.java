package dev.headway.cli.run.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How bytes become values, and values become records. */
class ValueReadersTest {

  private static <T> List<T> all(ValueReader<T> reader) throws IOException {
    List<T> all = new ArrayList<>();
    for (T next = reader.next(); next != null; next = reader.next()) {
      all.add(next);
    }
    assertThat(reader.next()).as("behind the end").isNull();
    return all;
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  private static ValueReader<List<String>> source(String... values) {
    return Columns.NONE.each(ValueReader.of(List.of(values)));
  }

  @Test
  void shouldCutAtSeparatorsOfAnyLength() throws IOException {
    assertThat(all(new InputReader(bytes("a\n\nb"), "\n", null))).containsExactly("a", "", "b");
    assertThat(all(new InputReader(bytes("a\r\nb\rc\r\n"), "\r\n", null)))
        .containsExactly("a", "b\rc");
    assertThat(all(new InputReader(bytes("--a---b--"), "--", null))).containsExactly("", "a", "-b");
    assertThat(all(new InputReader(bytes("x".repeat(1000) + "\0" + "y"), "\0", null)))
        .containsExactly("x".repeat(1000), "y");
  }

  @Test
  void shouldRefuseAValueThatNoArrayCanHold() throws IOException {
    String longest = "x".repeat(999);

    assertThat(all(new InputReader(bytes(longest + "\ny"), "\n", null, 1000)))
        .containsExactly(longest, "y");
    assertThatThrownBy(() -> all(new InputReader(bytes("xx" + longest), "\n", null, 1000)))
        .isInstanceOf(IOException.class)
        .hasMessage("one has more than 1000 bytes; is its separator right?");
  }

  @Test
  void shouldReadNoMoreBehindTheEnd() throws IOException {
    assertThat(all(new InputReader(bytes("a\nSTOP\nb\n"), "\n", "STOP"))).containsExactly("a");
  }

  @Test
  void shouldUnderstandQuotesOfCommaSeparatedText() throws IOException {
    String text = "\"1 big, 2 small\",\"2\"\"x4\"\" plank\",12.34\r\n\"a\nb\",,\n\n\"\"\nx";

    assertThat(all(new CsvReader(bytes(text), ',')))
        .containsExactly(
            List.of("1 big, 2 small", "2\"x4\" plank", "12.34"),
            List.of("a\nb", "", ""),
            List.of(""),
            List.of(""),
            List.of("x"));
    assertThat(CsvReader.fields("a;\"b;c\"", ';')).containsExactly("a", "b;c");
    assertThat(CsvReader.fields("", ',')).containsExactly("");
    assertThatThrownBy(() -> all(new CsvReader(bytes("a,\"b\n"), ',')))
        .isInstanceOf(IOException.class)
        .hasMessage("A quote in the CSV is not closed");
  }

  @Test
  void shouldCutColumnsWhereAnExpressionMatches() throws IOException {
    Columns columns = Columns.at(Pattern.compile("\\s*[;,]"), true);

    assertThat(columns.of(" a ;b,, ")).containsExactly("a", "b", "", "");
    assertThat(columns.of("")).containsExactly("");
    assertThat(Columns.at(Pattern.compile("\t"), false).of(" a\tb ")).containsExactly(" a", "b ");
  }

  @Test
  void shouldJoinLinesThatEndInABlank() throws IOException {
    assertThat(all(new ContinuedLines(ValueReader.of(List.of("a ", "b\t", "c", "", "d", "e ")))))
        .containsExactly("a b\tc", "", "d", "e ");
  }

  @Test
  void shouldCombineAndLetTheLastChangeFastest() throws IOException {
    assertThat(all(new Product(List.of(source("1", "2"), source("a"), source("x", "y", "z")))))
        .containsExactly(
            List.of("1", "a", "x"),
            List.of("1", "a", "y"),
            List.of("1", "a", "z"),
            List.of("2", "a", "x"),
            List.of("2", "a", "y"),
            List.of("2", "a", "z"));
  }

  @Test
  void shouldCountASourceWithoutValuesAsAnEmptyOneUnlessAllAre() throws IOException {
    assertThat(all(new Product(List.of(source("1", "2"), source()))))
        .containsExactly(List.of("1", ""), List.of("2", ""));
    assertThat(all(new Product(List.of(source(), source("a", "b")))))
        .containsExactly(List.of("", "a"), List.of("", "b"));
    assertThat(all(new Product(List.of(source(), source())))).isEmpty();
  }

  @Test
  void shouldCombineASourceWithoutAnEnd() throws IOException {
    int[] read = {0};
    ValueReader<List<String>> endless = () -> List.of(Integer.toString(read[0]++));
    Product product = new Product(List.of(endless, source("a", "b")));

    assertThat(product.next()).containsExactly("0", "a");
    assertThat(product.next()).containsExactly("0", "b");
    assertThat(read[0]).as("read as it is asked for").isOne();
    assertThat(product.next()).containsExactly("1", "a");
  }

  @ParameterizedTest
  @CsvSource({"false, '[[1, a], [2, b]]'", "true, '[[1, a], [2, b], [1, c], [2, a], [1, b]]'"})
  void shouldLinkUpToTheShortestOrTheLongest(boolean again, String expected) throws IOException {
    ValueReader<List<String>> letters =
        again ? source("a", "b", "c") : source("a", "b", "c", "d", "e");
    List<ValueReader<List<String>>> sources = new ArrayList<>(List.of(source("1", "2"), letters));
    if (again) {
      sources.add(source("v", "w", "x", "y", "z"));
    }

    assertThat(
            all(new LinkedSources(sources, again)).stream().map(one -> one.subList(0, 2)).toList())
        .hasToString(expected);
  }
}
