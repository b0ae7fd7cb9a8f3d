package dev.headway.spark;

import dev.headway.internal.cluster.DriverBudget;
import dev.headway.spark.ExecutorFacts.Printed;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** An open Spark context with the batches that run in it. Safe for use by several threads. */
final class Session implements AutoCloseable {
  /** How long what tasks printed last may be on its way, and if some of them do print. */
  private static final long OUTPUT_NANOS = 300_000_000;

  private static final long MORE_OUTPUT_NANOS = 2_000_000_000;

  /** How long the number of slots is taken for granted: to ask Spark takes its time. */
  private static final long SLOTS_NANOS = 100_000_000;

  /** A batch, and the worker whose place it takes. */
  private record Dispatched(RunningBatch batch, int worker) {}

  private final ClusterSize size;
  private final JavaSparkContext spark;
  private final SparkContext context;
  private final boolean printing;
  private final boolean owned;
  private final Path folder;
  private final FunctionTable functions;
  private final JobDispatcher dispatcher;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Dispatched> batches = new ConcurrentHashMap<>();
  private final Map<Integer, String> places = new ConcurrentHashMap<>();
  private final Map<Integer, WorkerListener> listeners = new ConcurrentHashMap<>();
  private final Map<Long, Integer> endedBatches = Collections.synchronizedMap(new RecentBatches());
  private volatile long lastEnd = System.nanoTime() - OUTPUT_NANOS;
  private volatile long outputNanos = OUTPUT_NANOS;
  private volatile int knownSlots;
  private volatile long slotsReadAt = System.nanoTime() - SLOTS_NANOS;

  private Session(
      JavaSparkContext spark,
      SparkConfig config,
      ClusterSize size,
      Path folder,
      FunctionTable functions) {
    this.size = size;
    this.functions = functions;
    this.spark = spark;
    this.context = spark.sc();
    this.owned = config.context() == null;
    this.folder = folder;
    this.printing = !config.kind().inExecutor();
    boolean linked = DriverLink.connect(context, this::receive);
    // Without the channel a Spark task cannot be ended alone.
    this.dispatcher =
        new JobDispatcher(
            spark,
            config.kind(),
            new DriverBudget(size.workers()).messageNanos(),
            this::limit,
            linked);
  }

  /**
   * Opens a session.
   *
   * @param size how many tasks may run at once
   * @throws WorkerStartException if that is not possible
   */
  static Session open(SparkConfig config, ClusterSize size, FunctionTable functions) {
    Path folder = null;
    Session session = null;
    try {
      folder = Files.createTempDirectory("headway-spark-");
      List<Path> files =
          CodeShipment.files(System.getProperty("java.class.path", ""), config.jars(), folder);
      JavaSparkContext context = ContextFactory.context(config, files, folder);
      if (config.context() != null) { // Executors that start later get the jars from there.
        deleteOnExit(folder);
      }
      session = new Session(context, config, size, folder, functions);
      session.dispatcher.start();
      return session;
    } catch (IOException e) {
      throw new WorkerStartException(
          "The code for the executors cannot be gathered: " + e.getMessage() + ".", e);
    } finally {
      if (session == null && folder != null) {
        delete(folder);
      }
    }
  }

  FunctionTable functions() {
    return functions;
  }

  /** The number of tasks that the executors which are there can run at once. */
  private int slots() {
    long now = System.nanoTime();
    if (now - slotsReadAt >= SLOTS_NANOS) {
      slotsReadAt = now;
      knownSlots = ContextFactory.slots(context);
    }
    return knownSlots;
  }

  /**
   * How many batches Spark may have now: those that run, and one for each slot behind them. Where
   * it could run more than it is to, it gets no more than that.
   */
  private int limit() {
    int workers = size.workers();
    return slots() > workers ? workers : workers + size.queued();
  }

  /**
   * A batch that begins.
   *
   * @param worker the worker whose place it takes
   */
  RunningBatch register(int size, int worker) {
    RunningBatch batch =
        new RunningBatch(numbers.incrementAndGet(), size, this::isAlive, this::kill);
    batches.put(batch.id(), new Dispatched(batch, worker));
    return batch;
  }

  /** Where the batches of a worker ran last, as Spark names places; null if that is not known. */
  @Nullable String place(int worker) {
    return places.get(worker);
  }

  void forget(RunningBatch batch, int worker) {
    endedBatches.put(batch.id(), worker);
    batches.remove(batch.id());
    printed(batch.id(), batch.end());
    lastEnd = System.nanoTime();
  }

  void submit(JobDispatcher.Submission submission) {
    dispatcher.submit(submission);
  }

  /** Takes a batch back. Returns false if it is on its way to Spark. */
  boolean withdraw(JobDispatcher.Submission submission) {
    return dispatcher.withdraw(submission);
  }

  private boolean isAlive(String executor) {
    return context.getExecutorIds().contains(executor);
  }

  private void kill(long task) {
    try {
      context.killTaskAttempt(task, true, "cancelled");
    } catch (RuntimeException e) {
      System.getLogger(Session.class.getName())
          .log(System.Logger.Level.DEBUG, "A Spark task was not ended.", e);
    }
  }

  private byte @Nullable [] receive(byte @Nullable [] message) {
    if (message == null) {
      return null;
    }
    if (ClassQuestion.is(message)) {
      ClassQuestion question = ClassQuestion.read(message);
      return question.answer(functions.loader(question.function()));
    }
    long number = TaskEvent.batch(message);
    Dispatched dispatched = batches.get(number);
    RunningBatch batch = dispatched == null ? null : dispatched.batch();
    if (Resumption.isQuestion(message)) {
      return Resumption.answer(batch == null ? null : batch.resumption());
    }
    List<TaskEvent> events = TaskEvent.events(message);
    if (events.stream().anyMatch(event -> event.kind() == TaskEvent.Kind.PRINTED)) {
      outputNanos = MORE_OUTPUT_NANOS;
    }
    for (TaskEvent event : events) {
      if (dispatched != null && event.kind() == TaskEvent.Kind.ATTACHED) {
        places.put(dispatched.worker(), ExecutorFacts.place(event.payload()).spark());
      }
    }
    if (batch == null || !batch.received(events, false)) {
      printed(number, events);
    }
    return null;
  }

  /** Passes on what came after the end of its batch. */
  private void printed(long number, List<TaskEvent> events) {
    int worker = number < 0 ? (int) (-1 - number) : endedBatches.getOrDefault(number, -1);
    WorkerListener listener = listeners.get(worker);
    for (TaskEvent event : events) {
      if (listener != null && event.kind() == TaskEvent.Kind.PRINTED) {
        Printed printed = ExecutorFacts.printed(event.payload());
        listener.printed(worker, printed.output(), printed.text(), printed.lineContinues());
      }
    }
  }

  /** A worker is ready. What comes for it later than its batches goes to its listener. */
  void connect(int worker, WorkerListener listener) {
    listeners.put(worker, listener);
  }

  /**
   * After Spark has given up a job, says whether there is a use in another.
   *
   * @throws IllegalStateException if the context was stopped
   */
  void requireUsable(Throwable cause) {
    if (context.isStopped()) {
      throw new IllegalStateException(
          "The Spark context was stopped while tasks ran: " + cause.getMessage(), cause);
    }
  }

  /** While nothing happens: says why in a few words, if there is a reason. */
  String obstacle() {
    requireUsable(new IllegalStateException("it was stopped by other code"));
    return slots() > 0 ? "" : "waiting for executors";
  }

  @Override
  public void close() {
    batches.values().forEach(each -> each.batch().cancel());
    dispatcher.close();
    if (printing) {
      awaitOutput();
    }
    if (owned) {
      spark.stop();
      delete(folder);
    }
  }

  private void awaitOutput() {
    long end = lastEnd + outputNanos;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** The workers of batches that ended not long ago. */
  private static final class RecentBatches extends LinkedHashMap<Long, Integer> {
    @java.io.Serial private static final long serialVersionUID = 1L;
    private static final int KEPT = 1000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
      return size() > KEPT;
    }
  }

  private static void deleteOnExit(Path folder) {
    if (folder.toFile().delete()) {
      return; // It is empty: an earlier session has brought all that.
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.forEach(path -> path.toFile().deleteOnExit()); // In the reverse order.
    } catch (IOException e) {
      // It is a temporary folder.
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      // It is a temporary folder.
    }
  }
}
