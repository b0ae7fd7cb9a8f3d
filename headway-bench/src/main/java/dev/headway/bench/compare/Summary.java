package dev.headway.bench.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One line for each row: Headway, the best of its peers, the floor, and the goal. */
final class Summary {
  private static final String NONE = "";

  private final Grid grid =
      new Grid(2, "row", "goal", "Headway", "best peer", "floor", "× best peer", "× floor");

  void add(Row row, List<Result> results) {
    Optional<Result> headway = first(results, Contestant.Role.HEADWAY);
    Optional<Result> floor = first(results, Contestant.Role.FLOOR);
    Optional<Result> peer =
        of(results, Contestant.Role.PEER).stream()
            .min(Comparator.comparingDouble(result -> result.statistics().median()));
    grid.line(
        row.name(),
        row.goal(),
        shown(row, headway),
        shown(row, peer) + peer.map(best -> ", " + best.contestant().name()).orElse(NONE),
        shown(row, floor),
        ratio(headway, peer),
        ratio(headway, floor));
  }

  String text() {
    return "### Summary\n\n" + grid.text();
  }

  private static String shown(Row row, Optional<Result> result) {
    return result
        .map(known -> row.unit().show(known.statistics().median()) + " " + row.unit().name())
        .orElse(NONE);
  }

  private static String ratio(Optional<Result> headway, Optional<Result> other) {
    return headway.isEmpty() || other.isEmpty()
        ? NONE
        : Table.ratio(
            headway.get().statistics().median(), other.map(result -> result.statistics().median()));
  }

  private static Optional<Result> first(List<Result> results, Contestant.Role role) {
    return of(results, role).stream().findFirst();
  }

  private static List<Result> of(List<Result> results, Contestant.Role role) {
    return results.stream()
        .filter(result -> result.contestant().role() == role)
        .filter(Result::hasAnswer)
        .toList();
  }
}
