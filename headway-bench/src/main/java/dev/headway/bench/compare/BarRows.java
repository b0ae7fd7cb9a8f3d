package dev.headway.bench.compare;

import java.util.List;

/** What bars cost. */
final class BarRows {
  private BarRows() {}

  static List<Row> all() {
    return List.of(
        job("bar-cost", "added per item", Unit.NANOS, "nanos", ""),
        job("bar-share", "added in percent", Unit.PERCENT, "percent", "≤ 3 %, better 1"),
        loop(),
        steps(1, "≤ 2.2 ns, better 1.2"),
        steps(2, "≤ 5 ns, better 2.5"));
  }

  private static Row job(String name, String what, Unit unit, String as, String goal) {
    return new Row(
        name,
        "A job of tiny tasks, 2 workers, with a bar against without: " + what,
        unit,
        goal,
        List.of(
            Contestant.headway("Headway on threads", "BarCost", "as=" + as),
            Contestant.headway(
                "without against without: the error", "BarCost", "as=" + as, "bar=false"),
            Contestant.python("tqdm on Pool.imap, chunks of 64", "bars.py", "what=job", "as=" + as)
                .needing(Need.TQDM)));
  }

  private static Row loop() {
    return new Row(
        "loop",
        "A bar around a loop, added per iteration",
        Unit.NANOS,
        "≤ 0.8 ns, better 0.5",
        List.of(
            Contestant.headway("Progress.over", "LoopBar"),
            Contestant.java("me.tongfei ProgressBar.wrap", "LoopBar", "bar=tongfei"),
            Contestant.python("tqdm", "bars.py").needing(Need.TQDM),
            Contestant.python("rich track", "bars.py", "bar=rich").needing(Need.RICH),
            Contestant.floor("a counter that one thread writes", "LoopBar", "bar=slot"),
            Contestant.java("for scale: the loop itself", "LoopBar", "bar=plain")
                .as(Contestant.Role.REFERENCE),
            Contestant.python("for scale: the loop itself in Python", "bars.py", "bar=plain")
                .as(Contestant.Role.REFERENCE)));
  }

  private static Row steps(int threads, String goal) {
    String with = "threads=" + threads;
    return new Row(
        "step-" + threads,
        "One step of a bar, "
            + (threads == 1 ? "one thread" : threads + " threads at once on the same bar")
            + ", per call",
        Unit.NANOS,
        goal,
        List.of(
            Contestant.headway("Progress.advance", "Steps", with),
            Contestant.java("me.tongfei step", "Steps", with, "bar=tongfei"),
            Contestant.java("AtomicLong, no bar", "Steps", with, "bar=atomic")
                .as(Contestant.Role.REFERENCE),
            Contestant.java("LongAdder, no bar", "Steps", with, "bar=adder")
                .as(Contestant.Role.REFERENCE),
            Contestant.python("tqdm update", "bars.py", "what=step", with).needing(Need.TQDM),
            Contestant.python("rich advance", "bars.py", "what=step", "bar=rich", with)
                .needing(Need.RICH),
            Contestant.floor("own slot in hand", "Steps", with, "bar=slot"),
            Contestant.floor("own slot, looked up by thread", "Steps", with, "bar=looked-up")));
  }
}
