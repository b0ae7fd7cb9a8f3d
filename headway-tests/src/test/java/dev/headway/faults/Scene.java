package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.Display;
import dev.headway.Job;
import dev.headway.JobException;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.Row;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A pool under watch. Its runs are accounted for from all sides, and when it is closed nothing may
 * be left of it: no process, no thread, no temporary file.
 */
final class Scene implements AutoCloseable {
  static final int WORKERS = 4;
  static final int ITEMS = 40;

  /** The input whose task does what it should not. */
  static final int FAULTY = 10;

  private static final Duration ALL_GONE = Duration.ofSeconds(2);

  /** How long the end of a run waits for the tasks that run. */
  private static final Duration CLOSES = Duration.ofSeconds(1);

  private final Path directory;
  private final String temporary;
  private final Set<Long> processesBefore;
  private final Set<Thread> threadsBefore;
  private final boolean threads;
  private final Pool pool;
  private final Map<String, Row> rows = new ConcurrentHashMap<>();
  private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();
  private int jobs;

  private Scene(Backend backend) throws IOException {
    threads = backend instanceof Threads;
    processesBefore = descendants();
    threadsBefore = Thread.getAllStackTraces().keySet();
    temporary = System.getProperty("java.io.tmpdir");
    directory = Files.createTempDirectory("faults");
    Files.createDirectory(directory.resolve("t"));
    Files.createDirectory(directory.resolve("m"));
    System.setProperty("java.io.tmpdir", directory.resolve("t").toString());
    Display display =
        Display.of(snapshot -> snapshot.rows().forEach(row -> rows.put(row.label(), row)));
    pool = Pool.on(backend).on(display).withListener(events::add);
  }

  static Scene processes() throws IOException {
    return new Scene(Processes.of(WORKERS));
  }

  static Scene threads() throws IOException {
    return new Scene(Threads.of(WORKERS));
  }

  static Scene on(Backend backend) throws IOException {
    return new Scene(backend);
  }

  Pool pool() {
    return pool;
  }

  Marks marks() {
    return new Marks(directory.resolve("m").toString());
  }

  /** A job over the numbers of the inputs, delivered as completed. */
  Job<Integer> over(int inputs) {
    return over(IntStream.range(0, inputs).boxed().toList()).unordered();
  }

  <A> Job<A> over(Iterable<A> inputs) {
    return pool.<A>over(inputs).named("job " + ++jobs);
  }

  /** Runs 40 tasks, of which one does what it should not. */
  Account<Integer, Integer> strike(Fault fault) {
    return account(over(ITEMS).map(Faults.at(FAULTY, fault)));
  }

  /** Asks for all outcomes. */
  <A, B> Account<A, B> account(Results<A, B> results) {
    long start = System.nanoTime();
    List<Outcome<A, B>> outcomes = new ArrayList<>();
    results.outcomes().forEach(outcomes::add);
    long nanos = System.nanoTime() - start;
    return new Account<A, B>(outcomes, results.report(), lastRow(), nanos).agreed();
  }

  /** Asks for values, which is bound to end with an exception that carries all that is known. */
  <A, B, E extends JobException> E failingValues(Class<E> type, Results<A, B> results) {
    return failing(type, results, List.of(), results::toList);
  }

  /** Asks for outcomes, which is bound to end with an exception that carries the others. */
  <A, B> JobException failingOutcomes(Results<A, B> results, List<Outcome<?, ?>> delivered) {
    return failing(
        JobException.class, results, delivered, () -> results.outcomes().forEach(delivered::add));
  }

  private <A, B, E extends JobException> E failing(
      Class<E> type, Results<A, B> results, List<Outcome<?, ?>> delivered, ThrowingCallable asked) {
    long start = System.nanoTime();
    E thrown = catchThrowableOfType(type, asked);
    long nanos = System.nanoTime() - start;
    assertThat(thrown).isNotNull();
    List<Outcome<?, ?>> all = new ArrayList<>(delivered);
    all.addAll(thrown.outcomes());
    new Account<Object, Object>(all, results.report(), lastRow(), nanos).agreed();
    return thrown;
  }

  /** Holds the report of a run whose outcomes were not kept against its bar. */
  void agree(Results<?, ?> results) {
    Account.agreed(results.report(), lastRow());
  }

  /** The same for a run that was ended early, which waits a second for its tasks and no longer. */
  void agree(Results<?, ?> results, long closingNanos) {
    Account.agreed(results.report(), lastRow(), closingNanos >= CLOSES.toNanos());
  }

  /** The numbers of the bar of the last job as they were shown last; null before the first. */
  Row row() {
    return rows.get("job " + jobs);
  }

  /** Its last ones, which on a busy machine may be shown after the end of the results. */
  Row lastRow() {
    Eventually.until("the last row", () -> row() != null && row().state() != Row.State.RUNNING);
    return row();
  }

  /** Waits until the worker of a task has begun another: then the outcome of the first is known. */
  void awaitSuccessor(long index) {
    Eventually.until("a task after " + index, () -> hasSuccessor(index));
  }

  private boolean hasSuccessor(long index) {
    int worker = -1;
    for (ProgressEvent event : events) { // Of this job, the only one that runs.
      if (event instanceof ProgressEvent.TaskEnded ended && ended.index() == index) {
        worker = ended.worker();
      } else if (event instanceof ProgressEvent.TaskStarted next && next.worker() == worker) {
        return true;
      }
    }
    return false;
  }

  /** When the pool said that a task has ended. */
  long endedAt(long index) {
    return ended(index).nanos();
  }

  /** What the pool said when a task had ended. */
  ProgressEvent.TaskEnded ended(long index) {
    return events.stream()
        .filter(ProgressEvent.TaskEnded.class::isInstance)
        .map(ProgressEvent.TaskEnded.class::cast)
        .filter(event -> event.index() == index && event.job().equals("job " + jobs))
        .findFirst()
        .orElseThrow();
  }

  /** How long the pool took to report on a task that struck. */
  long reportNanos() {
    return endedAt(FAULTY) - marks().get(Faults.STRUCK).nanos();
  }

  /** The processes of four workers, which all work at the same time: starts those that are not. */
  Set<Long> crew() throws IOException {
    Marks marks = marks();
    String job = "crew" + jobs + "-";
    Gate gate = Gate.closed(marks);
    String name = Gate.at(marks);
    Results<Integer, Long> results =
        over(WORKERS)
            .map(
                x -> {
                  marks.set(job + x);
                  Gate.pass(name);
                  return ProcessHandle.current().pid();
                });
    FutureTask<Void> opener =
        new FutureTask<>(
            () -> {
              try (gate) { // Otherwise the tasks would wait at it for ever.
                for (int x = 0; x < WORKERS; x++) {
                  marks.await(job + x);
                }
              }
              return null;
            });
    new Thread(opener, "opener").start();
    Account<Integer, Long> account = account(results);
    finish(opener);
    Set<Long> pids =
        account.outcomes().stream()
            .map(one -> ((Outcome.Success<?, ? extends Long>) one).value())
            .collect(Collectors.toSet());
    assertThat(pids).hasSize(WORKERS);
    return pids;
  }

  private static void finish(FutureTask<?> task) {
    try {
      task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** The pool is as good as new: four workers serve it. */
  void assertWhole() throws IOException {
    if (threads) {
      TaskFunction<Integer, Integer> work = Faults::work;
      assertThat(account(over(ITEMS).map(work)).report().counts().succeeded()).isEqualTo(ITEMS);
    } else {
      crew();
    }
  }

  /** The processes below this one that have not ended. */
  static Set<Long> descendants() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /** Those that have been started since the scene began and live. */
  Set<Long> left() {
    Set<Long> now = descendants();
    now.removeAll(processesBefore);
    return now;
  }

  private boolean workingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(
            thread -> !threadsBefore.contains(thread) && thread.getName().startsWith("headway-w"));
  }

  /** Closes the pool, and looks whether anything is left. */
  @Override
  public void close() throws IOException {
    try {
      pool.close();
      Duration limit = Measures.patience(ALL_GONE);
      long closed = System.nanoTime();
      Eventually.until("the end of all processes " + left(), limit, () -> left().isEmpty());
      Measures.record("I4", "all gone", (System.nanoTime() - closed) / 1e9, ALL_GONE.toSeconds());
      if (threads) {
        Eventually.until("the end of all threads", limit, () -> !workingThreads());
      }
      try (Stream<Path> files = Files.list(directory.resolve("t"))) {
        assertThat(files).isEmpty();
      }
    } finally {
      System.setProperty("java.io.tmpdir", temporary);
      delete();
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
