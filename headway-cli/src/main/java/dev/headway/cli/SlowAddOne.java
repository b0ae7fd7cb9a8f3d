package dev.headway.cli;

import dev.headway.work.TaskFunction;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/**
 * The function of the demo: waits as long as its input is large, and adds one.
 *
 * @param secondsPerUnit how long it waits for the input 1
 */
record SlowAddOne(double secondsPerUnit) implements TaskFunction<BigDecimal, BigDecimal> {

  @Override
  public BigDecimal apply(BigDecimal x) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.round(x.doubleValue() * secondsPerUnit * 1e9));
    return x.add(BigDecimal.ONE);
  }
}
