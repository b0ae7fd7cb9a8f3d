package dev.headway.micrometer;

import static dev.headway.micrometer.JobRows.finished;
import static dev.headway.micrometer.JobRows.over;
import static dev.headway.micrometer.JobRows.running;
import static dev.headway.micrometer.JobRows.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.Unit;
import dev.headway.progress.View;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobMetersTest {
  private static final long SECOND = 1_000_000_000L;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HeadwayMetrics metrics = new HeadwayMetrics();
  private final View view = metrics.view(registry);

  private double count(String job, String outcome) {
    return registry
        .get("headway.task")
        .tags("job", job, "outcome", outcome)
        .functionCounter()
        .count();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private boolean has(String name) {
    return registry.find(name).meter() != null;
  }

  @Test
  void shouldCountTasksByTheirOutcome() {
    view.show(snapshot(running(1, "a", 5, row -> row.counts = new Counts(5, 4, 3, 2, 1, 6, 50))));

    assertThat(count("a", "succeeded")).isEqualTo(5);
    assertThat(count("a", "failed")).isEqualTo(4);
    assertThat(count("a", "timed_out")).isEqualTo(3);
    assertThat(count("a", "crashed")).isEqualTo(2);
    assertThat(count("a", "cancelled")).isEqualTo(1);
    assertThat(registry.get("headway.task.retries").tag("job", "a").functionCounter().count())
        .isEqualTo(6);
  }

  @Test
  void shouldCountOnOverSeveralJobsOfAName() {
    view.show(snapshot(running(1, "a", 60)));
    view.show(snapshot(finished(1, "a", 100), running(2, "a", 3)));
    assertThat(count("a", "succeeded")).isEqualTo(103);

    view.show(snapshot(finished(2, "a", 7)));

    assertThat(count("a", "succeeded")).isEqualTo(107);
    assertThat(registry.get("headway.job").tag("job", "a").timer().count()).isEqualTo(2);
    assertThat(registry.get("headway.job").timer().totalTime(TimeUnit.SECONDS)).isEqualTo(107);
  }

  @Test
  void shouldCountAJobThatIsOverBeforeItIsFirstSeen() {
    view.show(snapshot(finished(1, "a", 9)));

    assertThat(count("a", "succeeded")).isEqualTo(9);
    assertThat(registry.get("headway.job").timer().count()).isOne();
    assertThat(registry.get("headway.job.active").longTaskTimer().activeTasks()).isZero();
  }

  @Test
  void shouldTellHowJobsEnded() {
    Counts failed = new Counts(8, 1, 0, 0, 0, 0);
    view.show(snapshot(finished(1, "a", 9), over(2, "a", Row.State.FINISHED, failed)));
    view.show(snapshot(over(3, "a", Row.State.STOPPED, failed)));

    for (String outcome : new String[] {"succeeded", "failed", "stopped"}) {
      assertThat(registry.get("headway.job").tag("outcome", outcome).timer().count())
          .as(outcome)
          .isOne();
    }
  }

  @Test
  void shouldTellHowFarARunningJobIs() {
    Forecast forecast = new Forecast(2 * SECOND, 5 * SECOND, 9 * SECOND);
    view.show(snapshot(running(1, "a", 25, row -> row.forecast = forecast)));

    assertThat(gauge("headway.job.fraction", "job", "a")).isEqualTo(0.25);
    assertThat(gauge("headway.task.active", "job", "a")).isEqualTo(2);
    // In the base unit of the registry, which is a second here.
    assertThat(gauge("headway.job.remaining", "job", "a", "bound", "low")).isEqualTo(2);
    assertThat(gauge("headway.job.remaining", "job", "a", "bound", "likely")).isEqualTo(5);
    assertThat(gauge("headway.job.remaining", "job", "a", "bound", "high")).isEqualTo(9);
    assertThat(registry.get("headway.job.active").longTaskTimer().activeTasks()).isOne();
  }

  @Test
  void shouldSayThatItDoesNotKnow() {
    view.show(
        snapshot(
            running(
                1,
                "a",
                25,
                row -> {
                  row.total = null;
                  row.fraction = null;
                })));

    assertThat(gauge("headway.job.fraction")).isNaN();
    assertThat(gauge("headway.job.remaining", "bound", "likely")).isNaN();
  }

  @Test
  void shouldTellWhatWorkersDo() {
    view.show(
        snapshot(
            running(
                1,
                "a",
                25,
                row -> {
                  row.workers = 8;
                  row.workersUp = 6;
                  row.running = 4;
                  row.stalled = 1;
                })));
    assertThat(gauge("headway.workers", "state", "busy")).isEqualTo(3);
    assertThat(gauge("headway.workers", "state", "stalled")).isEqualTo(1);
    assertThat(gauge("headway.workers", "state", "idle")).isEqualTo(2);
    assertThat(gauge("headway.workers", "state", "starting")).isZero();
  }

  @Test
  void shouldTakeTheSlowestOfSeveralJobsOfAName() {
    view.show(
        snapshot(
            running(1, "a", 90, row -> row.forecast = new Forecast(1, SECOND, 2 * SECOND)),
            running(2, "a", 10, row -> row.forecast = new Forecast(1, 8 * SECOND, 9 * SECOND)),
            running(3, "a", 50)));

    assertThat(gauge("headway.job.fraction")).isEqualTo(0.1);
    assertThat(gauge("headway.job.remaining", "bound", "likely")).isEqualTo(8);
    assertThat(gauge("headway.task.active")).isEqualTo(6);
    assertThat(registry.get("headway.job.active").longTaskTimer().activeTasks()).isEqualTo(3);
  }

  @Test
  void shouldRemoveWhatTellsOfRunningJobsWithTheLastOfThem() {
    view.show(snapshot(running(1, "a", 90), running(2, "a", 10)));
    view.show(snapshot(finished(1, "a", 100), running(2, "a", 20)));
    assertThat(has("headway.job.fraction")).isTrue();

    view.show(snapshot(finished(2, "a", 100)));

    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .containsOnly(
            "headway.task",
            "headway.task.retries",
            "headway.job",
            "headway.job.active",
            "headway.worker.restarts");
    view.show(snapshot(running(3, "a", 40)));
    assertThat(gauge("headway.job.fraction")).isEqualTo(0.4);
  }

  @Test
  void shouldTellApartTheJobsOfTwoDisplays() {
    View other = metrics.view(registry);
    view.show(snapshot(running(1, "a", 10)));
    other.show(snapshot(running(1, "a", 20)));
    assertThat(count("a", "succeeded")).isEqualTo(30);
    assertThat(registry.get("headway.job.active").longTaskTimer().activeTasks()).isEqualTo(2);

    view.show(snapshot(finished(1, "a", 100)));

    assertThat(count("a", "succeeded")).isEqualTo(120);
    assertThat(gauge("headway.job.fraction")).isEqualTo(0.2);
  }

  @Test
  void shouldHaveNoMetersOfLoopsAndProgressesByHand() {
    view.show(
        snapshot(
            running(
                1,
                "a",
                25,
                row -> {
                  row.unit = Unit.BYTES;
                  row.workers = 0;
                })));

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void shouldTellWhyWorkersWereReplaced() {
    ProgressListener listener = Objects.requireNonNull(view.failureListener(1));
    Exception error = new Exception();
    listener.on(new ProgressEvent.WorkerLost(1, "a", 0, error));
    listener.on(new ProgressEvent.WorkerReplaced(2, "a", 0));
    listener.on(new ProgressEvent.WorkerReplaced(3, "a", 0));
    listener.on(new ProgressEvent.TaskEnded(4, "a", 7, 1, error, TaskEnd.TIMED_OUT, 1, "input", 5));
    listener.on(
        new ProgressEvent.TaskRetried(4, "a", 8, 2, error, TaskEnd.TIMED_OUT, 1, "input", 5));
    listener.on(new ProgressEvent.TaskEnded(4, "a", 9, 3, error, TaskEnd.FAILED, 1, "input", 5));
    listener.on(new ProgressEvent.WorkerReplaced(5, "a", 1));
    listener.on(new ProgressEvent.WorkerReplaced(5, "a", 2));
    listener.on(new ProgressEvent.WorkerReplaced(6, "a", 3));

    assertThat(restarts("crash")).isEqualTo(1);
    assertThat(restarts("timeout")).isEqualTo(2);
    assertThat(restarts("other")).isEqualTo(2);
  }

  private double restarts(String reason) {
    return registry
        .get("headway.worker.restarts")
        .tags("job", "a", "reason", reason)
        .counter()
        .count();
  }

  @Test
  void shouldBoundTheNumberOfNamesAndTheirLength() {
    for (int i = 0; i < 1000; i++) {
      view.show(snapshot(finished(i, "job " + i, 1)));
    }
    int meters = registry.getMeters().size();
    view.show(snapshot(finished(1000, "one\nmore" + "x".repeat(5000), 1)));

    assertThat(registry.getMeters()).hasSize(meters);
    assertThat(count("job 0", "succeeded")).isOne();
    assertThat(count(HeadwayMetrics.OTHER_JOBS, "succeeded")).isEqualTo(901);
  }

  @Test
  void shouldMakeNamesFitToBeTags() {
    view.show(snapshot(running(1, "", 1), running(2, "a\u001b[31mb" + "x".repeat(5000), 2)));

    assertThat(count(HeadwayMetrics.UNNAMED_JOBS, "succeeded")).isOne();
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allSatisfy(
            id -> assertThat(id.getTag("job")).doesNotContain("\u001b").hasSizeLessThan(120));
  }

  @Test
  void shouldTimeNoJobAnyMoreWhenItIsClosed() {
    view.show(snapshot(running(1, "a", 10), running(2, "a", 20)));

    metrics.close();

    assertThat(registry.get("headway.job.active").longTaskTimer().activeTasks()).isZero();
  }

  @Test
  void shouldCountInARegistryThatHasTheCountsOfBefore() {
    view.show(snapshot(finished(1, "a", 10)));
    metrics.close();

    metrics.view(registry).show(snapshot(finished(2, "a", 3)));
    assertThat(count("a", "succeeded")).as("of a second binding").isEqualTo(3);

    new HeadwayMetrics().view(registry).show(snapshot(finished(3, "a", 4)));
    assertThat(count("a", "succeeded")).as("of another's").isEqualTo(4);
    assertThat(registry.get("headway.job").timer().count()).isEqualTo(3);
  }

  @Test
  void shouldLeaveTheCountsWhenItIsClosed() {
    view.show(snapshot(running(1, "a", 10)));

    metrics.close();
    view.show(snapshot(running(1, "a", 20)));

    assertThat(count("a", "succeeded")).isEqualTo(10);
    assertThat(has("headway.job.fraction")).isFalse();
  }

  @Test
  void shouldCountNoWorkersAnyMoreWhenItIsClosed() {
    ProgressListener listener = Objects.requireNonNull(view.failureListener(1));
    listener.on(new ProgressEvent.WorkerReplaced(1, "a", 0));

    metrics.close();
    listener.on(new ProgressEvent.WorkerReplaced(2, "a", 0));
    listener.on(new ProgressEvent.WorkerReplaced(3, "b", 0));

    assertThat(restarts("other")).isEqualTo(1);
    assertThat(registry.find("headway.worker.restarts").tag("job", "b").meters()).isEmpty();
  }
}
