package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;

/** What is told of the death of a worker. */
final class Deaths {
  private Deaths() {}

  /** Asserts that the task at the fault crashed, for the reason given, and all others succeeded. */
  static WorkerCrashedException assertOne(
      Account<Integer, Integer> account, int status, String message) {
    Outcome<? extends Integer, ? extends Integer> faulty = account.onlyFaulty(FAULTY, ITEMS);
    assertThat(faulty).isInstanceOf(Outcome.Crashed.class);
    WorkerCrashedException error = ((Outcome.Crashed<?, ?>) faulty).error();
    assertThat(error).hasMessageContaining("task " + FAULTY + " (input: " + FAULTY + ")");
    assertThat(error).hasMessageContaining(message);
    assertThat(error.exitStatus()).isEqualTo(status);
    return error;
  }
}
