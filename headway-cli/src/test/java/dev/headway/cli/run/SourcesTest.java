package dev.headway.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.cli.run.Words.ValueList;
import dev.headway.cli.run.source.ValueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words behind ::: are cut as lines of a file are, if that is asked for. */
class SourcesTest {
  @TempDir private Path folder;

  private static InputSettings settings(
      List<Path> files,
      @Nullable String separator,
      @Nullable String end,
      boolean skip,
      boolean csv) {
    return new InputSettings(
        files, ":::", "::::", separator, end, skip, null, csv, false, false, "{}");
  }

  private static List<List<String>> records(Sources sources) throws IOException {
    List<List<String>> all = new ArrayList<>();
    try (ValueReader<List<String>> records = sources.records()) {
      for (List<String> next = records.next(); next != null; next = records.next()) {
        all.add(next);
      }
    }
    return all;
  }

  private static void assertWords(
      String expected, InputSettings settings, boolean continued, String... words)
      throws IOException {
    List<ValueList> lists = List.of(new ValueList(List.of(words), false, false));
    List<List<String>> records = records(new Sources(settings, lists, continued));
    assertThat(records).hasToString(expected);
    assertThat(new Sources(settings, lists, continued).total()).isEqualTo(records.size());
  }

  @Test
  void shouldTakeWordsAsTheyAre() throws IOException {
    assertWords(
        "[[a\nb ], [], [c]]",
        settings(List.of(), null, null, false, false),
        false,
        "a\nb ",
        "",
        "c");
  }

  @Test
  void shouldCutWordsAtATextThatIsGiven() throws IOException {
    assertWords(
        "[[a], [b], [], [c]]", settings(List.of(), ",", null, false, false), false, "a,b,", "c");
  }

  @Test
  void shouldTakeNoWordBehindTheLast() throws IOException {
    assertWords(
        "[[A], [B]]",
        settings(List.of(), null, "stop", false, false),
        false,
        "A",
        "B",
        "stop",
        "C");
  }

  @Test
  void shouldJoinWordsAsLines() throws IOException {
    assertWords(
        "[[a b], [c ]]", settings(List.of(), null, null, true, false), true, "a ", "b", "  ", "c ");
  }

  @Test
  void shouldLeaveOutEmptyLinesOfCsv() throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), "a,b\n\n , \n  \nc\n".getBytes(UTF_8));

    assertThat(
            records(new Sources(settings(List.of(file), null, null, true, true), List.of(), false)))
        .hasToString("[[a, b], [ ,  ], [c]]");
  }
}
