package dev.headway.process;

import dev.headway.work.TaskBatch;
import dev.headway.work.TaskFunction;
import dev.headway.work.WorkerCrashedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A batch that writes down what is reported, and checks that it is reported in order. */
public final class TestBatch<A, B> implements TaskBatch<A, B> {
  private final TaskFunction<? super A, ? extends B> function;
  private final List<A> inputs;
  private final List<String> trail = new ArrayList<>();
  private final Map<Integer, Object> values = new ConcurrentHashMap<>();
  private final Map<Integer, Throwable> errors = new ConcurrentHashMap<>();
  private final CountDownLatch firstStarted = new CountDownLatch(1);
  private final List<CountDownLatch> reports = new ArrayList<>();
  private final Map<Integer, Long> times = new ConcurrentHashMap<>();
  private final List<Integer> arrivals = new ArrayList<>();
  private Duration timeout;
  private int lastStarted = -1;
  public volatile boolean cancelled;

  public TestBatch(TaskFunction<? super A, ? extends B> function, List<A> inputs) {
    this.function = function;
    this.inputs = inputs;
    inputs.forEach(input -> reports.add(new CountDownLatch(1)));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <A, B> TestBatch<A, B> of(
      TaskFunction<? super A, ? extends B> function, A... inputs) {
    return new TestBatch<>(function, List.of(inputs));
  }

  @Override
  public TaskFunction<? super A, ? extends B> function() {
    return function;
  }

  @Override
  public int size() {
    return inputs.size();
  }

  @Override
  public long index(int task) {
    return 10 + task;
  }

  @Override
  public A input(int task) {
    return inputs.get(task);
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public void arrivedTogether(int tasks) {
    arrivals.add(tasks);
  }

  /** How many came together, each time. */
  public List<Integer> arrivals() {
    return List.copyOf(arrivals);
  }

  @Override
  public synchronized void started(int task) {
    if (task <= lastStarted) {
      throw new AssertionError(task + " was started after " + lastStarted);
    }
    lastStarted = task;
    trail.add("started " + task);
    firstStarted.countDown();
  }

  @Override
  public synchronized void notStarted(int task) {
    trail.add("not started " + task);
    lastStarted = task - 1;
  }

  @Override
  public void succeeded(int task, B value) {
    if (value != null) {
      values.put(task, value);
    }
    settled("succeeded", task);
  }

  @Override
  public void failed(int task, Throwable error) {
    errors.put(task, error);
    settled("failed", task);
  }

  /** Lets each task run for so long only. */
  TestBatch<A, B> limited(Duration limit) {
    timeout = limit;
    return this;
  }

  @Override
  public Duration timeout() {
    return timeout;
  }

  @Override
  public void timedOut(int task) {
    settled("timed out", task);
  }

  @Override
  public void crashed(int task, WorkerCrashedException error) {
    errors.put(task, error);
    settled("crashed", task);
  }

  private synchronized void settled(String how, int task) {
    if (task != lastStarted) {
      throw new AssertionError(task + " was settled, but " + lastStarted + " was started last");
    }
    trail.add(how + " " + task);
    times.put(task, System.nanoTime());
    reports.get(task).countDown();
  }

  public void awaitStarted() throws InterruptedException {
    Patience.await(firstStarted);
  }

  void awaitReport(int task) throws InterruptedException {
    Patience.await(reports.get(task));
  }

  public synchronized List<String> trail() {
    return List.copyOf(trail);
  }

  /** What was said of the tasks in the end, without the starts. */
  public List<String> ends() {
    return trail().stream().filter(event -> !event.contains("started")).toList();
  }

  /** When it was said what became of a task, by System.nanoTime. */
  long nanosOf(int task) {
    return times.get(task);
  }

  public Object value(int task) {
    return values.get(task);
  }

  public Throwable error(int task) {
    return errors.get(task);
  }
}
