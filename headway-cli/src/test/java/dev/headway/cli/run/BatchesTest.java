package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.cli.run.source.Columns;
import dev.headway.cli.run.source.ValueReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
  private static final Syntax SYNTAX = new Syntax("{}", List.of(), Integer.MAX_VALUE);
  private static final int SLOTS = 2;

  private static ValueReader<List<String>> values(int count) {
    return Columns.NONE.each(
        ValueReader.of(IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList()));
  }

  private static List<List<String>> all(
      ValueReader<List<String>> records, BatchSettings settings, long available)
      throws IOException {
    Template template = Template.of(List.of(), List.of("echo"), SYNTAX, settings.repeated());
    Batches batches = new Batches(records, settings, template, SLOTS, available);
    List<List<String>> all = new ArrayList<>();
    for (JobInput next = batches.next(); next != null; next = batches.next()) {
      all.add(next.values());
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | false | [[1], [2], [3], [4], [5]]",
        "2  | false | [[1, 2], [3, 4], [5]]",
        "2  | true  | [[1, 2], [3, 4], [5]]",
        "3  | true  | [[1, 2, 3], [4], [5]]",
        "-1 | false | [[1, 2, 3, 4, 5]]",
        "-1 | true  | [[1, 2, 3], [4, 5]]",
        "0  | false | [[], [], [], [], []]"
      })
  void shouldGiveAsManyAsAskedForAndSpreadTheLast(int most, boolean spread, String expected)
      throws IOException {
    BatchSettings settings = new BatchSettings(most, false, false, spread, 0);

    assertThat(all(values(5), settings, 10_000)).hasToString(expected);
  }

  @Test
  void shouldKeepColumnsOfAValueTogether() throws IOException {
    ValueReader<List<String>> records =
        ValueReader.of(List.of(List.of("a", "1"), List.of("b", "2"), List.of("c", "3")));

    assertThat(all(records, new BatchSettings(2, false, true, false, 0), 10_000))
        .hasToString("[[a, 1, b, 2], [c, 3]]");
  }

  @Test
  void shouldMakeNoCommandLongerThanItMayBe() throws IOException {
    // The word echo with its end has five bytes, and each value has two.
    assertThat(all(values(9), new BatchSettings(-1, false, false, false, 11), 10_000))
        .hasToString("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]");
    List<List<String>> bySystem =
        all(values(9), new BatchSettings(-1, false, false, false, 0), 13 + 2 * 10);
    assertThat(bySystem).as("with a pointer for each word").hasSize(5);
  }

  @Test
  void shouldLeaveAValueThatIsTooLongToItsOwnJob() throws IOException {
    ValueReader<List<String>> records =
        Columns.NONE.each(ValueReader.of(List.of("a", "x".repeat(50), "b", "c")));

    assertThat(all(records, new BatchSettings(-1, false, false, false, 20), 10_000))
        .hasToString("[[a], [" + "x".repeat(50) + "], [b, c]]");
  }

  @Test
  void shouldLeaveAValueThatIsTooLongForAWordToItsOwnJob() throws IOException {
    String huge = "x".repeat(200_000);
    ValueReader<List<String>> records =
        Columns.NONE.each(ValueReader.of(List.of("a", "b", huge, "c", "d")));

    assertThat(all(records, new BatchSettings(-1, false, false, false, 0), 2 << 20))
        .containsExactly(List.of("a", "b"), List.of(huge), List.of("c", "d"));
  }

  @Test
  void shouldNotReadBeyondAFullBatch() throws IOException {
    int[] read = {0};
    ValueReader<List<String>> records = () -> List.of(Integer.toString(read[0]++));
    Template template = Template.of(List.of(), List.of("echo"), SYNTAX, false);
    Batches batches =
        new Batches(records, new BatchSettings(3, false, false, false, 0), template, 2, 10_000);

    assertThat(batches.next()).isEqualTo(new JobInput(List.of("0", "1", "2")));
    assertThat(read[0]).isEqualTo(3);
  }

  @Test
  void shouldKnowHowLongACommandMayBe() {
    String limits =
        "Limit  Soft Limit  Hard Limit  Units\nMax stack size            %s    x bytes\n";

    assertThat(CommandLength.ofLimits(String.format(limits, "8388608"))).isEqualTo(2 << 20);
    assertThat(CommandLength.ofLimits(String.format(limits, "unlimited"))).isEqualTo(2 << 20);
    assertThat(CommandLength.ofLimits(String.format(limits, "1048576"))).isEqualTo(256 << 10);
    assertThat(CommandLength.ofLimits(String.format(limits, "65536"))).isEqualTo(128 << 10);
    assertThat(CommandLength.available(1 << 20, Map.of("A", "bcd")))
        .isEqualTo((1 << 20) - (8 << 10) - 1 - 1 - 3 - 9);
  }
}
