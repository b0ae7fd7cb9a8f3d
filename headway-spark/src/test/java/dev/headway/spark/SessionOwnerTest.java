package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkContext$;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The session of workers that come and go. */
@Tag("faults")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionOwnerTest {
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final SessionOwner owner =
      new SessionOwner(
          () -> {
            opening.countDown();
            go.await();
            return open();
          });

  private static Session open() throws InterruptedException {
    SharedContext.stop();
    SparkConfig config =
        SparkConfig.of("local[1]", null).withKind(new WorkerKind(true, 0, 500)).withSlots(1);
    return Session.open(config, new ClusterSize(config), new FunctionTable());
  }

  @Test
  void shouldNotWaitForASessionThatIsBeingOpened() throws Exception {
    owner.enter();
    CompletableFuture<Session> session = inAnotherThread();
    opening.await();

    owner.leave();

    assertThat(session).as("it is still being opened").isNotDone();
    go.countDown();
    assertThat(session.get()).isNotNull();
    Await.until("end of what no worker uses", () -> !isOpen());
  }

  @Test
  void shouldOpenAnotherOneForTheNextWorker() throws Exception {
    owner.enter();
    CompletableFuture<Session> session = inAnotherThread();
    opening.await();

    owner.leave();
    owner.enter();
    go.countDown();

    try {
      assertThat(owner.session()).isNotSameAs(session.get());
      assertThat(isOpen()).isTrue();
    } finally {
      owner.leave();
    }
    assertThat(isOpen()).isFalse();
  }

  private static boolean isOpen() {
    return SparkContext$.MODULE$.getActive().nonEmpty();
  }

  private CompletableFuture<Session> inAnotherThread() {
    CompletableFuture<Session> session = new CompletableFuture<>();
    Thread opener =
        new Thread(
            () -> {
              try {
                session.complete(owner.session());
              } catch (Throwable e) {
                session.completeExceptionally(e);
              }
            });
    opener.start();
    return session;
  }
}
