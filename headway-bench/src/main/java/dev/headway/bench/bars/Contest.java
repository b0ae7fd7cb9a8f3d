package dev.headway.bench.bars;

import dev.headway.progress.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets every bar watch a run, and scores what it shows at fifty times. */
final class Contest {
  static final String OURS = "Headway";
  private static final int PROBES = 50;
  private static final double FRAME = 0.1;

  private Contest() {}

  /** The scores by the bars' names; Headway first. */
  static Map<String, Score> scores(Trace trace) {
    Map<String, Score> all = new LinkedHashMap<>();
    double whole = trace.whole();
    all.put(OURS, ours(trace));
    List<Trace.Attempt> ends =
        trace.attempts().stream()
            .filter(Trace.Attempt::last)
            .sorted(Comparator.comparingDouble(Trace.Attempt::end))
            .toList();
    Peers.all()
        .forEach(
            (name, maker) -> {
              Peer peer = maker.apply(trace.amount());
              int[] next = {0};
              all.put(
                  name,
                  Score.of(
                      whole,
                      watch(
                          whole,
                          at -> {
                            while (next[0] < ends.size() && ends.get(next[0]).end() <= at) {
                              Trace.Attempt one = ends.get(next[0]++);
                              peer.done(one.end(), one.amount());
                            }
                            return new Score.Shown(at, Double.NaN, peer.rest(at), Double.NaN);
                          })));
            });
    return all;
  }

  /** The score of Headway alone. */
  static Score ours(Trace trace) {
    Headway ours = new Headway(trace);
    return Score.of(
        trace.whole(),
        watch(
            trace.whole(),
            at -> {
              Forecast said = ours.at(at);
              return said == null
                  ? new Score.Shown(at, Double.NaN, Double.NaN, Double.NaN)
                  : new Score.Shown(
                      at, said.lowNanos() / 1e9, said.likelyNanos() / 1e9, said.highNanos() / 1e9);
            }));
  }

  private interface Watcher {
    Score.Shown frame(double at);
  }

  /** Draws ten frames a second, and keeps the first one after each probe's time. */
  private static List<Score.Shown> watch(double whole, Watcher watcher) {
    List<Score.Shown> kept = new ArrayList<>();
    for (int frame = 1; frame * FRAME < whole; frame++) {
      double at = frame * FRAME;
      Score.Shown shown = watcher.frame(at);
      double probe = whole * (0.02 + 0.96 * kept.size() / (PROBES - 1));
      if (kept.size() < PROBES && at >= probe) {
        kept.add(shown);
      }
    }
    return kept;
  }
}
