package dev.headway.internal.terminal.layout;

import dev.headway.progress.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses which of many jobs have a bar of their own. A job keeps its bar for as long as it runs,
 * and others take the places of those that have ended.
 */
final class JobPlaces {
  private Set<Long> shown = new HashSet<>();

  /** Returns as many rows as there are places, in their order. */
  List<Row> of(List<Row> rows, int places) {
    Set<Long> next = new HashSet<>();
    for (Row row : rows) {
      if (shown.contains(row.id()) && next.size() < places) {
        next.add(row.id());
      }
    }
    for (Row row : rows) {
      if (next.size() < places) {
        next.add(row.id());
      }
    }
    shown = next;
    List<Row> chosen = new ArrayList<>();
    rows.stream().filter(row -> next.contains(row.id())).forEach(chosen::add);
    return chosen;
  }
}
