package dev.headway.bench.scale;

import java.util.List;
import java.util.Locale;

/** Prints, as Markdown, what the simulation finds for clusters and items of several sizes. */
public final class Scale {
  private static final List<Integer> SLOTS = List.of(4, 100, 1_000, 10_000);
  private static final List<Long> ITEM_MILLIS = List.of(1L, 10L, 100L, 1_000L, 10_000L, 60_000L);
  private static final long MOST_ITEMS = 2_000_000;

  /** With less work for each slot a simulation shows the begin of a job and its end alone. */
  private static final double LEAST_SECONDS = 1;

  private Scale() {}

  /**
   * Simulates all.
   *
   * @param args none
   */
  public static void main(String[] args) throws InterruptedException {
    System.out.println(
        "| slots | task | slots busy | whole / ideal | tasks a batch | Spark tasks/s | jobs"
            + " | launches | processors | held | old |");
    System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (int slots : SLOTS) {
      for (long millis : ITEM_MILLIS) {
        Scenario scenario = Scenario.of(slots, millis * 1_000_000, MOST_ITEMS);
        if (scenario.idealSeconds() >= LEAST_SECONDS) {
          System.out.println(line(scenario, new Simulation(scenario, SparkCosts.USUAL).run()));
        }
      }
    }
  }

  private static String line(Scenario scenario, Reading reading) {
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %.1f %% | %.2f | %.1f | %.1f | %.0f %% | %.0f %% | %.2f | %,d | %.3f s |",
        scenario.slots(),
        scenario.itemNanos() < 1_000_000_000
            ? scenario.itemNanos() / 1_000_000 + " ms"
            : scenario.itemNanos() / 1_000_000_000 + " s",
        100 * reading.utilization(),
        reading.wholeOverIdeal(),
        reading.batchItems(),
        reading.tasksPerSecond(),
        100 * reading.plannerLoad(),
        100 * reading.launcherLoad(),
        reading.processors(),
        reading.heldItems(),
        reading.staleSeconds());
  }
}
