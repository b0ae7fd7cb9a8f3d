package dev.headway.terminal;

import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import java.util.List;

/** Rows as a display would show them. */
final class TestRows {

  private TestRows() {}

  /** One of unknown total that has been going on for so long. */
  static Row running(int seconds) {
    return new Row(
        1,
        0,
        "x",
        Unit.ITEMS,
        null,
        new Counts(seconds, 0, 0, 0, 0, 0),
        1,
        0,
        null,
        seconds * 1_000_000_000L,
        1.0,
        null,
        Row.State.RUNNING,
        "",
        null,
        List.of());
  }
}
