package dev.headway.examples;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import java.util.List;

/**
 * Failures as values: one input cannot be parsed and one ends its worker process. Each costs itself
 * and nothing else. A caller that asks for values instead of outcomes gets an exception at the
 * first failure.
 *
 * <p>Run it with: {@code examples/run Failures}
 */
public final class Failures {

  public static void main(String[] args) {
    List<String> inputs = List.of("1", "2", "three", "4", "crash", "6", "7", "8");
    try (Pool pool = Pool.on(Processes.of(2));
        Results<String, Integer> results = pool.over(inputs).named("double").map(Failures::twice)) {
      for (Outcome<String, Integer> one : results.outcomes()) {
        System.out.println(one.input() + " -> " + describe(one));
      }
    }
  }

  private static String describe(Outcome<String, Integer> one) {
    if (one instanceof Outcome.Success<String, Integer> success) {
      return success.value().toString();
    }
    if (one instanceof Outcome.Crashed<String, Integer> crashed) {
      return "crashed: " + crashed.error().getMessage();
    }
    return "failed: " + one.error();
  }

  private static int twice(String text) {
    if (text.equals("crash")) {
      Runtime.getRuntime().halt(3); // As a fault in native code would.
    }
    return 2 * Integer.parseInt(text);
  }
}
