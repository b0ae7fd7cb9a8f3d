package dev.headway.faults;

import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the last row of each job. */
final class SoakRows implements View {
  private final Map<String, Row> last = new ConcurrentHashMap<>();

  @Override
  public void show(Snapshot snapshot) {
    snapshot.rows().forEach(row -> last.put(row.label(), row));
  }

  @Nullable Row last(String label) {
    return last.get(label);
  }
}
