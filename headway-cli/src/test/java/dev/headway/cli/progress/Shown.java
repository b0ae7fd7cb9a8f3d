package dev.headway.cli.progress;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.progress.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A display whose clock a test moves on, and the last that it showed of each row. */
final class Shown {
  private final AtomicLong now = new AtomicLong();
  private final Map<Long, Row> last = new LinkedHashMap<>();

  final LiveDisplay display =
      LiveDisplay.manual(
          now::get, snapshot -> snapshot.rows().forEach(row -> last.put(row.id(), row)));

  /** Lets time pass, and shows all that is open. */
  void advance(Duration time) {
    now.addAndGet(time.toNanos());
    display.tick();
  }

  /** The last of each row, in the order of their beginnings. */
  List<Row> rows() {
    return new ArrayList<>(last.values());
  }

  /** The last of the only row. */
  Row row() {
    if (last.size() != 1) {
      throw new AssertionError("There are several rows, or none: " + last);
    }
    return rows().get(0);
  }
}
