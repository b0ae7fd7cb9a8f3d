package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Counts;
import org.junit.jupiter.api.Test;

/** A worker that fails what others do well is told from tasks that fail everywhere. */
class WorkerHealthTest {
  private final WorkerHealth workerHealth = new WorkerHealth();
  private final Exception error = new IllegalStateException();

  private void failed(Exception with, long succeeded, long failed) {
    workerHealth.failed(with, new Counts(succeeded, failed, 0, 0, 0, 0), true);
  }

  @Test
  void shouldKnowAWorkerThatFailsAlone() {
    failed(error, 30, 1);
    failed(error, 30, 2);
    assertThat(workerHealth.verdict()).isNull();
    failed(error, 31, 3);
    assertThat(workerHealth.verdict()).isSameAs(error);
  }

  @Test
  void shouldSuspectNoWorkerWhereOthersFailToo() {
    for (int count = 1; count < 20; count++) {
      failed(error, 1000, 2 * count);
    }
    assertThat(workerHealth.verdict()).isNull();
  }

  @Test
  void shouldSuspectNoWorkerThatFailsInDifferentWays() {
    for (int count = 1; count < 20; count++) {
      failed(count % 2 == 0 ? error : new ArithmeticException(), 1000, count);
    }
    assertThat(workerHealth.verdict()).isNull();
  }

  @Test
  void shouldSuspectNoWorkerWhereLittleHasSucceeded() {
    for (int count = 1; count < 20; count++) {
      failed(error, 19, count);
    }
    assertThat(workerHealth.verdict()).isNull();
  }

  @Test
  void shouldSuspectNoWorkerThatIsAlone() {
    for (int count = 1; count < 20; count++) {
      workerHealth.failed(error, new Counts(1000, count, 0, 0, 0, 0), false);
    }
    assertThat(workerHealth.verdict()).isNull();
  }

  @Test
  void shouldTrustAWorkerThatHasSucceededUntilItIsRenewed() {
    workerHealth.succeeded();
    assertThat(workerHealth.isUntried()).isFalse();
    workerHealth.renew();
    assertThat(workerHealth.isUntried()).isTrue();
    failed(error, 30, 1);
    failed(error, 30, 2);
    workerHealth.renew();
    failed(error, 30, 3);
    assertThat(workerHealth.verdict()).isNull();
  }
}
