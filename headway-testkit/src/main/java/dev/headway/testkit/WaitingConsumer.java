package dev.headway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.JobCancelledException;
import dev.headway.Results;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes one result on a thread of its own, and waits for another, which does not come. */
final class WaitingConsumer {
  private final Results<?, ?> results;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<JobCancelledException> caught = new CompletableFuture<>();
  private final Thread thread = new Thread(this::consume);
  private volatile boolean interrupted;

  WaitingConsumer(Results<?, ?> results) {
    this.results = results;
  }

  private void consume() {
    Iterator<?> values = results.iterator();
    values.next();
    begun.countDown();
    try {
      values.next();
    } catch (JobCancelledException e) {
      interrupted = Thread.currentThread().isInterrupted();
      caught.complete(e);
    }
  }

  /** Starts the thread. Returns once it has its first result. */
  void start() throws InterruptedException {
    thread.start();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Returns what ended the wait. */
  JobCancelledException caught() throws Exception {
    return caught.get(60, TimeUnit.SECONDS);
  }

  /** Returns true if the interrupt was still set after the wait. */
  boolean keptInterrupt() {
    return interrupted;
  }
}
