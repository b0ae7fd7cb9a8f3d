package dev.headway.examples;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.Threads;
import java.math.BigInteger;
import java.util.stream.Stream;

/**
 * An endless source, computed in parallel, consumed in order, and left with break. The source is
 * pulled no further than the window of the job allows; leaving the try block cancels the rest.
 *
 * <p>Run it with: {@code examples/run Pipeline}
 */
public final class Pipeline {

  /** What a task says about a number. */
  private record Checked(BigInteger number, boolean prime) {}

  public static void main(String[] args) {
    BigInteger start = BigInteger.TEN.pow(300);
    Stream<BigInteger> numbers = Stream.iterate(start, number -> number.add(BigInteger.ONE));
    try (Pool pool = Pool.on(Threads.ofProcessors());
        Results<BigInteger, Checked> results =
            pool.over(numbers).named("first prime above 10^300").map(Pipeline::check)) {
      for (Checked one : results) {
        if (one.prime()) {
          System.out.println("10^300 + " + one.number().subtract(start));
          break;
        }
      }
    }
  }

  private static Checked check(BigInteger number) {
    return new Checked(number, number.isProbablePrime(100));
  }
}
