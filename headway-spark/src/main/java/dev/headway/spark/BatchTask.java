package dev.headway.spark;

import java.io.Serializable;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What Spark runs for a batch: the function of one job, and where its tasks run. One is shared by
 * all batches of a Spark job.
 */
final class BatchTask extends AbstractFunction1<Iterator<byte[]>, byte[]> implements Serializable {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /** How long a batch waits that must run alone, before others may begin again. */
  private static final long PATIENCE_SECONDS = 5;

  /** How long the driver may need to learn why an executor has died: mostly less. */
  private static final long LATER_MILLIS = 50;

  private final String id;
  private final byte[] function;
  private final WorkerKind kind;
  private final int cpus;
  private final long messageNanos;

  /**
   * @param id names the function; no other has it
   * @param function what to apply, in serialized form
   * @param kind what runs the tasks
   * @param cpus how many processors Spark reserves for one task
   * @param messageNanos how long a slot waits after a message before it sends the next one
   */
  BatchTask(String id, byte[] function, WorkerKind kind, int cpus, long messageNanos) {
    this.messageNanos = messageNanos;
    this.id = id;
    this.function = function;
    this.kind = kind;
    this.cpus = cpus;
  }

  @Override
  public byte[] apply(Iterator<byte[]> elements) {
    TaskContext context = TaskContext.get();
    BatchPayload payload = BatchPayload.read(elements.next());
    try {
      Resumption.Answer how = resumption(payload, context);
      return how == null
          ? TaskEvent.message(payload.batch(), java.util.List.of())
          : perform(payload, how, context);
    } catch (InterruptedException e) {
      throw new TaskKilledException("cancelled");
    }
  }

  /**
   * How to go on. A Spark task that was begun before asks the driver, since an executor has died,
   * or another one does the same now.
   *
   * @return null if the batch is not wanted any more
   */
  private static Resumption.@Nullable Answer resumption(BatchPayload payload, TaskContext context)
      throws InterruptedException {
    Resumption.Answer whole = new Resumption.Answer(new BitSet(), false);
    if (context.attemptNumber() == 0) {
      return whole;
    }
    try {
      while (true) {
        byte[] bytes = ExecutorLink.ask(Resumption.question(payload.batch(), payload.portion()));
        Resumption.Answer answer = bytes == null ? whole : Resumption.answer(bytes);
        if (answer == null || !answer.isLater()) {
          return answer;
        }
        TimeUnit.MILLISECONDS.sleep(LATER_MILLIS);
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The driver does not say how to go on.", e);
    }
  }

  private byte[] perform(BatchPayload payload, Resumption.Answer how, TaskContext context)
      throws InterruptedException {
    Lock company = company(payload.alone());
    try {
      int cores = SparkEnv.get().conf().getInt("spark.executor.cores", cores());
      ExecutorSlot slot =
          ExecutorSlots.OF_JVM.take(kind, Math.max(1, cores / cpus), payload.worker());
      boolean usable = true;
      try {
        ExecutorSlot.Known known = slot.function(id, function);
        ExecutorBatch batch =
            new ExecutorBatch(
                payload,
                known.function(),
                how.skipped(),
                new ExecutorFacts.Place(
                    context.taskAttemptId(),
                    context.attemptNumber(),
                    payload.portion(),
                    SparkEnv.get().executorId(),
                    SparkEnv.get().blockManager().blockManagerId().host(),
                    0),
                messageNanos,
                ExecutorEnd::mayExplain);
        batch.begin();
        try {
          usable = slot.perform(batch, known.loader());
          if (how.isCopy() && batch.isUnstarted()) { // Its end would end the other one.
            throw new TaskKilledException("its worker did not start");
          }
          return batch.result();
        } finally {
          if (payload.alone()) {
            batch.detach(); // Still without company: it may kill this JVM with what is on its way.
          }
        }
      } finally {
        if (usable) {
          ExecutorSlots.OF_JVM.giveBack(kind, slot);
        } else {
          ExecutorSlots.OF_JVM.giveUp(slot);
        }
      }
    } finally {
      company.unlock();
    }
  }

  /** Waits for its place among the batches of this JVM. */
  private static Lock company(boolean alone) throws InterruptedException {
    Lock shared = ExecutorSlots.OF_JVM.company().readLock();
    Lock own = ExecutorSlots.OF_JVM.company().writeLock();
    if (!alone) {
      shared.lockInterruptibly();
      return shared;
    }
    while (!own.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS); // While one waits to be alone, no other begins.
    }
    return own;
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
