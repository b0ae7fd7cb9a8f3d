package dev.headway.internal.terminal.layout;

import dev.headway.progress.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses which of many jobs have a bar of their own: first those with failures. A job keeps its
 * bar for as long as it runs, unless one with failures needs the place. Others take the places of
 * those that have ended.
 */
final class JobPlaces {
  private Set<Long> shown = new HashSet<>();

  /** Returns as many rows as there are places, in their order. */
  List<Row> of(List<Row> rows, int places) {
    Set<Long> before = shown;
    Predicate<Row> hasBar = row -> before.contains(row.id());
    Predicate<Row> hasFailures = row -> row.counts().unsuccessful() > 0;
    Set<Long> next = new HashSet<>();
    for (Predicate<Row> preferred : List.of(hasFailures.and(hasBar), hasFailures, hasBar)) {
      add(next, rows, preferred, places);
    }
    add(next, rows, row -> true, places);
    shown = next;
    return rows.stream().filter(row -> next.contains(row.id())).toList();
  }

  private static void add(Set<Long> chosen, List<Row> rows, Predicate<Row> which, int places) {
    for (Row row : rows) {
      if (chosen.size() < places && which.test(row)) {
        chosen.add(row.id());
      }
    }
  }
}
