package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  @Test
  void shouldStayAsItIsWhateverBecomesOfItsBuilder() {
    List<RunningTask> tasks = new ArrayList<>();
    Row.Builder builder = new Row.Builder();
    builder.label = "first";
    builder.longest = tasks;
    Row row = builder.build();

    builder.label = "second";
    tasks.add(new RunningTask(0, "t", 1, 0, null, RunningTask.State.RUNNING, false, List.of()));
    row.toBuilder().label = "third";

    assertThat(row.label()).isEqualTo("first");
    assertThat(row.longest()).isEmpty();
  }

  @Test
  void shouldDifferInThePredictionAlone() {
    Row row = TestRows.ofHundred(10, 5, 2.0, null);
    Forecast forecast = new Forecast(1, 2, 3);

    assertThat(row.with(3.0, forecast)).isEqualTo(TestRows.ofHundred(10, 5, 3.0, forecast));
    assertThat(row.with(3.0, forecast)).isNotEqualTo(row);
    assertThat(row.with(2.0, null)).isEqualTo(row).hasSameHashCodeAs(row);
  }

  @Test
  void shouldHaveATextOfOneLine() {
    Row.Builder builder = new Row.Builder();
    builder.label = "one\ntwo";

    assertThat(builder.build().toString())
        .startsWith("Row[id=0, depth=0, label=one two, unit=ITEMS, total=null, counts=")
        .endsWith("accuracy=null, longest=[]]");
  }
}
