package dev.headway.bench.compare;

import java.util.List;
import java.util.stream.Stream;

/** All that is compared. */
final class Rows {
  private Rows() {}

  static List<Row> all(boolean large) {
    return Stream.of(
            ProcessRows.all(),
            ThreadRows.all(),
            BarRows.all(),
            ProgramRows.all(),
            CommandRows.all(large),
            ShapeRows.all(),
            RealWorkRows.all(),
            JournalRows.all(large),
            ScaleRows.all(large),
            WindowRows.all(),
            WatchRows.all())
        .flatMap(List::stream)
        .toList();
  }
}
