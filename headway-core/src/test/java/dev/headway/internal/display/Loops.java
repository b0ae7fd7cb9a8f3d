package dev.headway.internal.display;

import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Loops over ten elements, each with its row, and the rows of a display whose time stands. */
final class Loops implements AutoCloseable {
  static final long SECOND = 1_000_000_000L;
  static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  final AtomicLong clock = new AtomicLong();
  final List<Row> ended = new ArrayList<>();
  List<Row> going = List.of();
  final LiveDisplay display = LiveDisplay.manual(clock::get, this::show);

  private void show(Snapshot snapshot) {
    going = snapshot.rows().stream().filter(row -> row.state() == Row.State.RUNNING).toList();
    snapshot.rows().stream().filter(row -> row.state() != Row.State.RUNNING).forEach(ended::add);
  }

  CountedIterable<Integer> over(String label) {
    return new CountedIterable<>(display, label, TEN);
  }

  void tick() {
    going = List.of();
    clock.addAndGet(SECOND / 10);
    display.tick();
  }

  void tickFor(int seconds) {
    for (int i = 0; i < 10 * seconds; i++) {
      tick();
    }
  }

  List<String> labels() {
    return going.stream().map(row -> "  ".repeat(row.depth()) + row.label()).toList();
  }

  List<String> ends() {
    return ended.stream()
        .map(row -> row.label() + " " + row.counts().settled() + " " + row.state())
        .toList();
  }

  /** Goes through all of a loop, and counts its elements. */
  int complete(String label) {
    int count = 0;
    for (int y : over(label)) {
      count++;
    }
    return count;
  }

  /** Leaves a loop at its second element. */
  void leaving(String label) {
    Iterator<Integer> all = over(label).iterator();
    while (all.hasNext()) {
      if (all.next() == 1) {
        return;
      }
    }
  }

  @Override
  public void close() {
    display.stopAll();
    display.tick();
  }
}
