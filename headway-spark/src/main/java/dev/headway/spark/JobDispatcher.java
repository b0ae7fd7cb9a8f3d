package dev.headway.spark;

import dev.headway.internal.cluster.DriverBudget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext$;
import scala.concurrent.ExecutionContextExecutor;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Makes Spark jobs of batches. Batches of one function that are ready together become one job, a
 * partition for each, since a job costs Spark far more than one of its tasks.
 */
final class JobDispatcher implements Runnable, AutoCloseable {
  private static final int MAX_PARTITIONS = 1024;

  /** A batch that is ready. */
  interface Submission {
    FunctionTable.Entry function();

    byte[] payload();

    /** The place in the source of its first task: the earlier begin earlier. */
    long firstIndex();

    /** True if it must have a job of its own: with others in it, Spark has given one up. */
    default boolean single() {
      return false;
    }

    /** Where it should run if there is room, as Spark names places; or null. */
    @Nullable String preferredPlace();

    /** Its job was given to Spark. */
    void submitted(SubmittedJob job);

    /** The Spark task has ended with a result. */
    void ended(byte[] result);

    /** The job has ended without a result for this batch. */
    void failed(Throwable cause);
  }

  private final SparkContext context;
  private final WorkerKind kind;
  private final long messageNanos;
  private final int cpus;
  private final boolean together;
  private final AtomicLong jobs = new AtomicLong();

  /** Begins the names of its job groups: other code, and other pools, have some in the context. */
  private final String groups = "headway-" + UUID.randomUUID() + "-";

  private final ExecutionContextExecutor inPlace =
      ExecutionContext$.MODULE$.fromExecutor(Runnable::run);
  private final ReadyBatches<Submission> ready;

  /** Inherits nothing: the tags and the pool of whoever came first would be those of all jobs. */
  private final Thread thread = new Thread(null, this, "headway-spark-jobs", 0, false);

  /**
   * @param messageNanos how long an executor waits between two messages of a slot
   * @param limit how many batches Spark may have at once
   * @param together false if each batch is to be a job of its own
   */
  JobDispatcher(
      JavaSparkContext context,
      WorkerKind kind,
      long messageNanos,
      IntSupplier limit,
      boolean together) {
    this.context = context.sc();
    this.kind = kind;
    this.messageNanos = messageNanos;
    this.cpus = context.sc().conf().getInt("spark.task.cpus", 1);
    this.together = together;
    this.ready = new ReadyBatches<>(limit);
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  void start() {
    thread.start();
  }

  void submit(Submission submission) {
    ready.add(submission);
  }

  /** Takes a batch back. Returns false if it is on its way to Spark. */
  boolean withdraw(Submission submission) {
    return ready.remove(submission);
  }

  @Override
  public void run() {
    try {
      while (true) {
        submitReady();
        TimeUnit.NANOSECONDS.sleep(DriverBudget.JOB_PAUSE_NANOS);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void submitReady() throws InterruptedException {
    List<Submission> taken = new ArrayList<>();
    try {
      taken.addAll(ready.take(together ? MAX_PARTITIONS : 1));
      while (!taken.isEmpty()) {
        List<Submission> same = ofOneJob(taken);
        taken.removeAll(same);
        submit(same);
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // As for want of memory: others may fare better.
      for (Submission each : taken) {
        ready.leftSpark();
        each.failed(e);
      }
    }
  }

  /** The first of some batches, with those that can be in its job. */
  static List<Submission> ofOneJob(List<Submission> taken) {
    Submission first = taken.get(0);
    if (first.single()) {
      return List.of(first);
    }
    String id = first.function().id();
    return taken.stream()
        .filter(one -> !one.single() && one.function().id().equals(id))
        .sorted(Comparator.comparingLong(Submission::firstIndex))
        .toList();
  }

  private void submit(List<Submission> batches) {
    SubmittedJob job =
        new SubmittedJob(
            context::cancelJobGroup, groups + jobs.incrementAndGet(), batches, ready::leftSpark);
    try {
      FunctionTable.Entry function = batches.get(0).function();
      List<Tuple2<byte[], Seq<String>>> elements = new ArrayList<>();
      List<Object> partitions = new ArrayList<>();
      for (Submission batch : batches) {
        partitions.add(elements.size());
        elements.add(new Tuple2<>(batch.payload(), places(batch.preferredPlace())));
        batch.submitted(job);
      }
      RDD<byte[]> rdd =
          context.makeRDD(
              CollectionConverters.asScala(elements).toSeq(),
              ClassTag$.MODULE$.apply(byte[].class));
      context.setJobGroup(job.group(), "Headway", true); // Of this thread alone.
      SimpleFutureAction<Object> action =
          context.submitJob(
              rdd,
              new BatchTask(function.id(), function.bytes(), kind, cpus, messageNanos),
              CollectionConverters.asScala(partitions).toSeq(),
              new ResultHandler(job),
              new Nothing());
      action.onComplete(new EndHandler(job), inPlace);
      job.submitted();
    } catch (Throwable e) { // As of a stopped context. Scala declares no checked exceptions.
      job.failed(e);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt(); // Closed.
      }
    }
  }

  private static Seq<String> places(@Nullable String place) {
    return CollectionConverters.asScala(place == null ? List.<String>of() : List.of(place)).toSeq();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** Called on a thread of Spark's that has other things to do: only passes on. */
  private static final class ResultHandler extends AbstractFunction2<Object, byte[], BoxedUnit> {
    private final SubmittedJob job;

    ResultHandler(SubmittedJob job) {
      this.job = job;
    }

    @Override
    public BoxedUnit apply(Object partition, byte[] result) {
      job.ended((Integer) partition, result);
      return BoxedUnit.UNIT;
    }
  }

  private static final class Nothing extends AbstractFunction0<Object> {
    @Override
    public Object apply() {
      return BoxedUnit.UNIT;
    }
  }

  private static final class EndHandler extends AbstractFunction1<Try<Object>, Object> {
    private final SubmittedJob job;

    EndHandler(SubmittedJob job) {
      this.job = job;
    }

    @Override
    public Object apply(Try<Object> end) {
      if (end.isFailure()) {
        job.failed(end.failed().get());
      }
      return BoxedUnit.UNIT;
    }
  }
}
