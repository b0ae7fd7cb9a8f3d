package dev.headway.testkit;

import dev.headway.progress.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a test moves it on.
 *
 * <pre>{@code
 * ManualTicker ticker = new ManualTicker();
 * Display display = Display.manual(ticker, view);
 * ticker.advance(Duration.ofMillis(100));
 * display.tick();
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class ManualTicker implements Ticker {

  private final AtomicLong nanos = new AtomicLong();

  /** Makes a clock that shows 0. */
  public ManualTicker() {}

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  /**
   * Moves the clock on.
   *
   * @param time how far, at least zero
   * @throws IllegalArgumentException if {@code time} is negative: no clock runs backwards
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("A clock does not run backwards, by " + time + ".");
    }
    nanos.addAndGet(time.toNanos());
  }
}
