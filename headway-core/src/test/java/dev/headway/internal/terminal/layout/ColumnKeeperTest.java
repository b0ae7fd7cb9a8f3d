package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnKeeperTest {
  private static final Theme THEME = new Theme(true, false);

  private final ColumnKeeper columnKeeper = new ColumnKeeper();

  private static Row row(long id, String label, long failed) {
    Row.Builder row = new Row.Builder();
    row.id = id;
    row.label = label;
    row.total = 80L;
    row.running = 2;
    row.counts = new Counts(10, failed, 0, 0, 0, 0);
    return row.build();
  }

  private Columns columns(int width, Row... rows) {
    return columnKeeper.of(List.of(rows), id -> false, width, THEME);
  }

  @Test
  void shouldMoveNothingWhenAJobWithALongerLabelEnds() {
    Columns both = columns(79, row(1, "a", 0), row(2, "much longer", 0));
    assertThat(columns(79, row(1, "a", 0))).isEqualTo(both);
    columns(79);
    assertThat(columns(79, row(1, "a", 0)).label()).isEqualTo(1);
  }

  @Test
  void shouldMoveNothingWhenTheFirstTaskFails() {
    for (int width : new int[] {59, 79, 99}) {
      Columns before = columns(width, row(1, "thumbnails", 0));
      assertThat(columns(width, row(1, "thumbnails", 3))).isEqualTo(before);
    }
  }

  @Test
  void shouldNeverBeWiderThanTheRoomWhateverTheNeeds() {
    for (int width = 20; width < 200; width++) {
      Columns columns =
          new ColumnKeeper()
              .of(List.of(row(1, "x".repeat(width), 12_345)), id -> true, width, THEME);
      assertThat(columns.cells()).as("at " + width).isLessThanOrEqualTo(width);
    }
  }

  @Test
  void shouldDropTheLeastImportantFirst() {
    Row row = row(1, "thumbnails", 0);
    assertThat(columns(119, row)).matches(c -> c.rate() > 0 && c.more() > 0 && c.elapsed() > 0);
    assertThat(columns(79, row)).matches(c -> c.rate() == 0 && c.elapsed() > 0 && c.bar() > 12);
    assertThat(columns(59, row)).matches(c -> c.elapsed() == 0 && c.count() > 0 && c.bar() > 5);
    assertThat(columns(39, row)).matches(c -> c.count() == 0 && c.bar() > 5 && c.left() > 0);
    assertThat(columns(24, row)).matches(c -> c.bar() == 0 && c.label() > 0 && c.left() > 0);
    assertThat(columns(16, row)).matches(c -> c.label() == 0 && c.percent() > 0 && c.left() > 0);
  }
}
