package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Serial;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a source has given before a pause is computed and delivered before it. */
class PausingSourceTest {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final AtomicLong clock = new AtomicLong();
  private final Map<Integer, Integer> deliveredAtPauses = new LinkedHashMap<>();
  private int delivered;

  /** Counts up to a number, and pauses before some of its inputs. */
  private final class Pausing implements Iterator<Integer> {
    private final int end;
    private int next;

    Pausing(int end) {
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      if (deliveredAtPauses.containsKey(next) && deliveredAtPauses.get(next) < 0) {
        deliveredAtPauses.put(next, delivered);
        clock.addAndGet(PAUSE);
      }
      return next < end;
    }

    @Override
    public Integer next() {
      return next++;
    }
  }

  /**
   * Takes no time by the clock for anything but the pauses: batches would be as large as may be.
   */
  private void run(int end, int... pauses) {
    for (int pause : pauses) {
      deliveredAtPauses.put(pause, -1);
    }
    try (Pool pool = Pool.on(Serial.here()).on(Display.manual(clock::get, snapshot -> {}))) {
      for (int result : pool.over(new Pausing(end)).map(x -> x)) {
        assertThat(result).isEqualTo(delivered);
        delivered++;
      }
    }
    assertThat(delivered).isEqualTo(end);
  }

  @Test
  void shouldDeliverWhatCameBeforeTheFirstPause() {
    run(900, 300, 700);

    assertThat(deliveredAtPauses).containsEntry(300, 300).containsEntry(700, 700);
  }

  @Test
  void shouldDeliverWhatCameBetweenPauses() {
    run(20_000, 10_000, 10_300, 15_000);

    assertThat(deliveredAtPauses).containsEntry(10_300, 10_300).containsEntry(15_000, 15_000);
  }

  @Test
  void shouldTakeSeveralAtOnceFromASourceThatDoesNotPause() {
    run(20_000, 15_000);

    assertThat(deliveredAtPauses.get(15_000)).isLessThan(15_000);
  }
}
