package dev.headway.spark;

import dev.headway.internal.cluster.DriverBudget;
import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** An open Spark context with the batches that run in it. Safe for use by several threads. */
final class Session implements DriverLink.Receiver, AutoCloseable {
  /** How long the number of slots is taken for granted: to ask Spark takes its time. */
  private static final long SLOTS_NANOS = 100_000_000;

  /** A batch, and the slot whose place it takes. */
  private record Dispatched(RunningBatch batch, int slot) {}

  private final ClusterSize size;
  private final JavaSparkContext spark;
  private final SparkContext context;
  private final boolean printing;
  private final boolean owned;
  private final boolean waitsForPlaces;
  private final Path folder;
  private final FunctionTable functions;
  private final JobDispatcher dispatcher;
  private final @Nullable DriverLink link;
  private final ConnectedWorkers workers;
  private final Map<Long, Dispatched> batches = new ConcurrentHashMap<>();

  /** Those that were cancelled, and did not leave Spark in time. */
  private final Map<Long, RunningBatch> abandoned = new ConcurrentHashMap<>();

  private final ExecutorFates fates;
  private final SlotPlaces places = new SlotPlaces(this::executors);
  private final LateOutput lateOutput = new LateOutput();
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
    this.waitsForPlaces = ContextFactory.waitsForPlaces(context.conf());
    this.folder = folder;
    this.printing = !config.kind().inExecutor();
    this.workers = new ConnectedWorkers(size.workers() + size.queued());
    this.fates = new ExecutorFates(this::isAlive, !printing, System::nanoTime);
    this.link = DriverLink.of(context);
    // Without the channel a Spark task cannot be ended alone.
    this.dispatcher =
        new JobDispatcher(
            spark,
            config.kind(),
            new DriverBudget(size.workers()).messageNanos(),
            this::limit,
            link != null);
  }

  /**
   * Opens a session.
   *
   * @param size how many tasks may run at once
   * @throws WorkerStartException if that is not possible
   */
  static Session open(SparkConfig config, ClusterSize size, FunctionTable functions)
      throws InterruptedException {
    Path folder = null;
    JavaSparkContext context = null;
    boolean opened = false;
    try {
      folder = Files.createTempDirectory("headway-spark-");
      List<Path> files =
          CodeShipment.files(System.getProperty("java.class.path", ""), config.jars(), folder);
      context = ContextFactory.context(config, files, folder);
      if (config.context() != null) { // Executors that start later get the jars from there.
        TemporaryFolder.deleteOnExit(folder);
      }
      Session session = new Session(context, config, size, folder, functions);
      session.start();
      opened = true;
      return session;
    } catch (IOException e) {
      throw new WorkerStartException(
          "The code for the executors cannot be gathered: " + e.getMessage() + ".", e);
    } finally {
      if (!opened) {
        abort(config.context() == null ? context : null, folder);
      }
    }
  }

  /** Ends what was opened in vain. */
  private static void abort(@Nullable JavaSparkContext owned, @Nullable Path folder) {
    try {
      if (owned != null) {
        ContextFactory.stop(owned);
      }
    } finally {
      if (folder != null) {
        TemporaryFolder.delete(folder);
      }
    }
  }

  private void start() {
    if (link != null) {
      link.add(this);
    }
    context.addSparkListener(fates);
    dispatcher.start();
  }

  /** How large the inputs of a Spark task may be; there is no limit where none is sent. */
  long maxTaskBytes() {
    if (context.isLocal()) {
      return Integer.MAX_VALUE / 2;
    }
    long bytes = (long) context.conf().getInt("spark.rpc.message.maxSize", 128) << 20;
    return bytes - bytes / 16; // Spark adds what it needs itself.
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
   * @param connection the number of its worker's connection
   * @param slot the slot whose place it takes
   * @param output of its worker
   */
  RunningBatch register(int connection, int size, int slot, WorkerOutput output) {
    RunningBatch batch =
        new RunningBatch(workers.newBatch(connection), size, output, fates::of, this::kill);
    batches.put(batch.id(), new Dispatched(batch, slot));
    return batch;
  }

  /**
   * Where the batches of a slot ran last, as Spark names places. Null if that is not known, or if
   * Spark would let another free slot wait for it.
   */
  @Nullable String place(int slot) {
    Place place = waitsForPlaces ? null : places.of(slot);
    return place == null ? null : place.spark();
  }

  SlotPlaces places() {
    return places;
  }

  void forget(RunningBatch batch) {
    abandoned.put(batch.id(), batch);
    batches.remove(batch.id());
    abandoned.values().removeIf(each -> !each.isInSpark());
    LateOutput.print(workers.of(batch.id()), LateOutput.of(batch.end()));
    lateOutput.batchEnded();
  }

  void submit(JobDispatcher.Submission submission) {
    dispatcher.submit(submission);
  }

  /** Takes a batch back. Returns false if it is on its way to Spark. */
  boolean withdraw(JobDispatcher.Submission submission) {
    return dispatcher.withdraw(submission);
  }

  /** Those that live. */
  private Collection<String> executors() {
    return CollectionConverters.asJava(context.getExecutorIds());
  }

  /** The executor of a local master is this JVM, and Spark names none. */
  private boolean isAlive(String executor) {
    return context.isLocal() || context.getExecutorIds().contains(executor);
  }

  private void kill(long task) {
    DriverLink.kill(context, task);
  }

  @Override
  public boolean owns(byte[] message) {
    return ClassQuestion.is(message)
        ? functions.loader(ClassQuestion.read(message).function()) != null
        : workers.of(TaskEvent.batch(message)) != null;
  }

  @Override
  public byte @Nullable [] receive(byte[] message) {
    if (ClassQuestion.is(message)) {
      ClassQuestion question = ClassQuestion.read(message);
      return question.answer(functions.loader(question.function()));
    }
    long number = TaskEvent.batch(message);
    Dispatched dispatched = batches.get(number);
    RunningBatch batch = dispatched == null ? null : dispatched.batch();
    if (Resumption.isQuestion(message)) {
      return Resumption.bytes(batch == null ? null : batch.resumption(Resumption.portion(message)));
    }
    if (OutputRoom.isQuestion(message)) {
      return OutputRoom.answer(workers.outputRoom(number));
    }
    List<TaskEvent> events = TaskEvent.events(message);
    lateOutput.note(events);
    boolean taken = batch != null && batch.received(events, false);
    if (dispatched != null) {
      places.note(dispatched.slot(), dispatched.batch().place(), events);
    }
    if (!taken) {
      printed(number, events);
      RunningBatch left = abandoned.get(number);
      if (left != null && left.isInSpark()) {
        DriverLink.unwanted(message, context);
      }
    }
    return null;
  }

  /** What came after the end of its batch goes with the next one of its worker, if it has one. */
  private void printed(long number, List<TaskEvent> events) {
    List<TaskEvent> printed = LateOutput.of(events);
    for (Map.Entry<Long, Dispatched> each : batches.entrySet()) {
      if (ConnectedWorkers.isOfOneWorker(each.getKey(), number)
          && !printed.isEmpty()
          && each.getValue().batch().received(printed, false)) {
        return;
      }
    }
    lateOutput.pass(workers.of(number), printed);
  }

  /**
   * A worker is ready. What comes for it later than its batches goes to its listener.
   *
   * @return the number of its connection
   */
  int connect(WorkerOutput worker) {
    return workers.connect(worker);
  }

  /** A worker has ended. */
  void disconnect(int connection) {
    workers.disconnect(connection);
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

  /** Whether its end waits for a reader of what tasks printed last. */
  boolean isOutputHeldUp() {
    return lateOutput.isHeldUp();
  }

  @Override
  public void close() {
    try {
      batches.values().forEach(each -> each.batch().cancel());
    } finally { // Whatever Spark throws, as where other code has stopped the context.
      dispatcher.close();
      context.removeSparkListener(fates);
      if (printing) {
        lateOutput.await();
      }
      if (link != null) {
        link.remove(this);
      }
      lateOutput.close();
      if (owned) {
        stop();
      }
    }
  }

  private void stop() {
    try {
      ContextFactory.stop(spark);
    } finally {
      TemporaryFolder.delete(folder);
    }
  }
}
