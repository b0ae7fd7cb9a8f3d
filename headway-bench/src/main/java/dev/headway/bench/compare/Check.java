package dev.headway.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks in a minute that nothing has become several times slower: each pair is Headway and a floor
 * of the same moment, and their ratio has a limit. A slow moment of the machine meets both; to be
 * sure, a pair that is above its limit may try again, and its best ratio counts. The limits are
 * some three times what is measured on a quiet machine: a check that cries wolf is not heard.
 */
final class Check {
  private static final int TRIES = 4;
  private static final double SECONDS = 0.3;

  /**
   * Headway against a floor.
   *
   * @param limit the ratio that must not be exceeded
   */
  record Pair(String name, double limit, Contestant headway, Contestant floor) {}

  private Check() {}

  static List<Pair> pairs() {
    return List.of(
        new Pair(
            "trivial items on threads",
            12,
            Contestant.headway("Headway", "HeadwayMap", "backend=threads"),
            Contestant.floor("ring by hand", "HandRing")),
        new Pair(
            "trivial items on processes",
            6,
            Contestant.headway("Headway", "HeadwayMap", "backend=processes", "items=200000"),
            Contestant.floor(
                "sockets", "SocketEcho", "pairs=2", "bytes=1024", "per=64", "messages=3000")),
        new Pair(
            "1 MiB to processes and back",
            22,
            Contestant.headway(
                "Headway", "HeadwayMap", "backend=processes", "payload=blobs", "items=100"),
            Contestant.floor("sockets", "SocketEcho", "pairs=2", "bytes=1048576", "messages=100")),
        new Pair(
            "a lone task on a process",
            25,
            Contestant.headway(
                "Headway", "LoneTask", "backend=processes", "versus=true", "items=500"),
            Contestant.ideal("the socket in the same JVM", 1)),
        new Pair(
            "one step of a bar",
            4,
            Contestant.headway("Headway", "Steps"),
            Contestant.floor("own slot", "Steps", "bar=looked-up")),
        new Pair(
            "one step of a loop",
            12,
            Contestant.headway("Headway", "LoopBar"),
            Contestant.floor("own slot", "LoopBar", "bar=slot")));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Trial.endAllAtExit();
    Tools tools = Tools.find(Path.of(System.getProperty("headway.root", ".")));
    System.out.print(Machine.describe(tools));
    Trial trial = new Trial(tools, SECONDS);
    boolean good = true;
    for (Pair pair : pairs()) {
      double ratio = best(pair, trial);
      boolean within = ratio <= pair.limit();
      good &= within;
      System.out.printf(
          "%-28s %5.2f × floor, limit %.0f%s%n",
          pair.name(), ratio, pair.limit(), within ? "" : "  TOO SLOW");
    }
    System.exit(good ? 0 : 1);
  }

  private static double best(Pair pair, Trial trial) throws IOException, InterruptedException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < TRIES && best > pair.limit(); i++) {
      best = Math.min(best, trial.run(pair.headway()) / trial.run(pair.floor()));
    }
    return best;
  }
}
