package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Threads;
import org.junit.jupiter.api.Test;

/** How many inputs a worker takes at once depends on who there is to share with. */
class AllotmentTest {
  private static final int WORKERS = 64;

  private final Crew crew = new Crew(Threads.of(WORKERS), (worker, output, text, goesOn) -> {});
  private final Allotment allotment = new Allotment(0, crew, 100_000L);

  @Test
  void shouldKeepNothingForWorkersThatAreNotStarted() {
    for (int claim = 0; claim < 20; claim++) {
      allotment.performed(1000, 50_000, 0); // 50 ns each: large claims are worth it.
    }
    crew.roster().starting(0);
    assertThat(allotment.claim(0)).isEqualTo(ClaimSize.LARGEST);
    assertThat(allotment.claim(90_000)).as("toward the end").isEqualTo(ClaimSize.LARGEST);
    assertThat(allotment.claim(98_000)).as("near the end").isEqualTo(1000);

    crew.roster().up(0);
    crew.roster().starting(1);
    assertThat(allotment.claim(98_000)).as("for two").isEqualTo(500);

    for (int number = 2; number < WORKERS; number++) {
      crew.roster().starting(number);
    }
    assertThat(allotment.claim(0)).as("of the window").isEqualTo(512);

    for (int number = 1; number < WORKERS; number++) {
      crew.roster().unknown(number);
    }
    assertThat(allotment.claim(98_000)).as("for one again").isEqualTo(1000);
  }
}
