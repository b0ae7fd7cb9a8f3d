package dev.headway.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.time.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DueTimerTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final List<Long> asked = new ArrayList<>();
  private boolean noThreads;

  private Timer start(long nanos, Runnable action) {
    asked.add(nanos);
    if (noThreads) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    return Timer.start(Runnable::run, nanos, action);
  }

  @Test
  void shouldLookAgainAfterATimerThatCouldNotStart() {
    DueTimer timer = new DueTimer(() -> {}, this::start);
    timer.lookAfter(3 * HOUR);
    noThreads = true;
    timer.lookAfter(HOUR);
    noThreads = false;
    timer.lookAfter(2 * HOUR);
    timer.lookAfter(2 * HOUR + HOUR);
    timer.close();

    assertThat(asked).containsExactly(3 * HOUR, HOUR, 2 * HOUR);
  }
}
