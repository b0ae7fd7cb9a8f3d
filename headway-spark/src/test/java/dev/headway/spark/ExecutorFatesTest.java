package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.ExecutorFates.Fate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** Whether the system or a task has ended an executor. */
class ExecutorFatesTest {
  private final Set<String> alive = new HashSet<>();
  private long now = Long.MAX_VALUE - 5; // Such a clock may begin anywhere.

  private final ExecutorFates fates = new ExecutorFates(alive::contains, false, () -> now);

  private static Place at(long task) {
    return new Place(task, 0, 1, "1", "node", 0);
  }

  private Fate fate(boolean ofApplication, String reason) {
    fates.tell(7, ofApplication, reason);
    return fates.of(at(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Command exited with code 143",
        "The executor with id 1 exited with exit code 143(SIGTERM).",
        "Container from a bad node: container_1 on host: node. Exit status: 143. Diagnostics: ",
        "Executor heartbeat timed out after 125004 ms"
      })
  void shouldKnowTheSystemByItsReasons(String reason) {
    assertThat(fate(true, reason)).isEqualTo(Fate.ENDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Command exited with code 137",
        "Command exited with code 1430",
        "Command exited with code 7",
        "Remote RPC client disassociated. Likely due to containers exceeding thresholds"
      })
  void shouldNotKnowTheSystemByOtherReasons(String reason) {
    assertThat(fate(true, reason)).isEqualTo(Fate.DIED);
    assertThat(fate(false, reason)).as("Spark itself knows").isEqualTo(Fate.ENDED);
  }

  /** A task that takes all memory of its JVM keeps it from a sign of life. */
  @Test
  void shouldNotCallSilenceTheSystemsWhereTasksRunInExecutors() {
    ExecutorFates inExecutor = new ExecutorFates(alive::contains, true, () -> now);
    inExecutor.tell(7, true, "Executor heartbeat timed out after 125004 ms");

    assertThat(inExecutor.of(at(7))).isEqualTo(Fate.DIED);
  }

  @Test
  void shouldWaitAMomentForTheReason() {
    alive.add("1");
    assertThat(fates.of(at(7))).isEqualTo(Fate.LIVES);
    now += TimeUnit.HOURS.toNanos(1);
    alive.clear();
    assertThat(fates.of(at(7))).isEqualTo(Fate.UNKNOWN);
    now += TimeUnit.SECONDS.toNanos(2);
    assertThat(fates.of(at(7))).isEqualTo(Fate.UNKNOWN);
    assertThat(fates.of(at(8))).as("another").isEqualTo(Fate.UNKNOWN);
    now += TimeUnit.SECONDS.toNanos(2);
    assertThat(fates.of(at(8))).isEqualTo(Fate.UNKNOWN);
    assertThat(fates.of(at(7))).as("it was not told").isEqualTo(Fate.DIED);
    assertThat(fate(false, "")).as("it was told late").isEqualTo(Fate.ENDED);
  }

  @Test
  void shouldHearOfLostTasksFromSpark() {
    fates.onTaskEnd(end(7, Success$.MODULE$));
    assertThat(fates.of(at(7))).isEqualTo(Fate.UNKNOWN);
    fates.onTaskEnd(end(7, new ExecutorLostFailure("1", false, Option.apply("preempted"))));
    assertThat(fates.of(at(7))).isEqualTo(Fate.ENDED);
    fates.onTaskEnd(end(8, new ExecutorLostFailure("1", true, Option.empty())));
    assertThat(fates.of(at(8))).isEqualTo(Fate.DIED);
  }

  private static SparkListenerTaskEnd end(long task, TaskEndReason reason) {
    TaskInfo info = new TaskInfo(task, 0, 0, 0, 0, "1", "node", TaskLocality.ANY(), false);
    return new SparkListenerTaskEnd(0, 0, "ResultTask", reason, info, null, null);
  }
}
