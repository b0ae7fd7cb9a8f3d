package dev.headway;

import dev.headway.progress.Meter;
import dev.headway.progress.TaskStatus;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A job in progress: the only place where its state changes. Handlers claim tasks from it and
 * report to it; one consumer takes the outcomes.
 *
 * <p>It begins with the first outcome that is asked for. It is settled when its source has ended
 * and every task that was taken has its outcome; until then it can be cancelled.
 */
final class Run<A extends @Nullable Object, B extends @Nullable Object>
    implements BatchOwner<A, B> {
  private final Plan<A> plan;
  private final TaskFunction<? super A, ? extends B> function;
  private final Workers<Run<?, ?>> workers;
  private final Intake<A> intake;
  private final Window<Outcome<A, B>> window;
  private final Claims<A> claims = new Claims<>();
  private final Allotment allotment;
  private final Meter meter;
  private final RunEvents events;
  private final @Nullable Long total;

  /** How many deliveries until handlers that wait for room are thought of; of the consumer. */
  private int untilRoom;

  private @Nullable Halt halt; // Of the consumer.

  private final Demand demand;
  private final Ending ending = new Ending();
  private final Health health;

  private volatile boolean cancelled;
  private volatile boolean settled;
  private volatile @Nullable Halt broken;

  Run(Plan<A> plan, TaskFunction<? super A, ? extends B> function, Workers<Run<?, ?>> workers) {
    this.plan = plan;
    this.function = function;
    this.workers = workers;
    this.intake = new Intake<>(plan);
    this.meter = Meter.ofTasks(plan.name(), workers.count(), plan.weigher() != null);
    this.events = new RunEvents(plan.name(), plan.listeners());
    this.health = new Health(meter, events, claims, !workers.startUp().isZero());
    this.total = plan.total() != null ? plan.total() : plan.source().size().get();
    this.allotment = new Allotment(plan.window(), workers, total);
    this.demand = new Demand(workers.startUp(), workers::isSaturated, allotment, now());
    this.window = new Window<>(plan.ordered(), allotment.largest());
  }

  // ---- the consumer's side

  /** Opens the source and lets the workers begin. What the source throws here is thrown here. */
  void begin() {
    workers.requireOpen();
    intake.open();
    if (total != null) {
      meter.total(total);
    }
    if (plan.weigher() != null && plan.source().repeatable()) {
      meter.totalWeight(plan.weighAll());
    }
    meter.idleness(() -> intake.idleness(window, room(), allotment.claim(intake.taken())));
    meter.summary(() -> health.summary());
    ending.holdClock();
    plan.display().open(meter);
    events.troubles(plan.display().troubles(meter));
    events.jobStarted(now(), total);
    try {
      workers.join(this);
    } catch (RuntimeException | Error e) {
      cancel(); // Nobody works for it, so nobody would end it.
      throw e;
    }
    if (ending.hasBegun()) {
      workers.leave(this); // It was closed before it had joined.
    }
  }

  /** The next outcome, or null if there is none: {@link #finish} says why. Waits for it. */
  @Nullable Outcome<A, B> next() throws InterruptedException {
    long pause = Window.FIRST_LOOK_NANOS;
    while (true) {
      if (cancelled) {
        halt = new Halt.Cancelled();
        return null;
      }
      Outcome<A, B> outcome = window.poll();
      if (outcome != null) {
        if (--untilRoom <= 0) {
          int claim = allotment.claim(intake.taken());
          untilRoom = claim / 2;
          workers.roomIn(this, claim);
        }
        return outcome;
      }
      halt = broken;
      if (halt != null) {
        return null;
      }
      if (allDelivered()) {
        return null;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!help()) {
        workers.roomIn(this, 1);
        awaitNext(pause);
        pause = Math.min(Window.LAST_LOOK_NANOS, 2 * pause);
      }
    }
  }

  private boolean help() throws InterruptedException {
    try {
      return workers.help(this);
    } catch (RuntimeException | Error e) {
      giveUp(e); // As if it had happened to a handler.
      return true;
    }
  }

  private void awaitNext(long pause) throws InterruptedException {
    if (plan.ordered()) {
      meter.waitsFor(() -> room() <= 0 ? window.delivered() : -1);
    }
    try {
      // In bulk not every outcome comes with an alert: the consumer looks by itself too.
      window.await(
          () -> cancelled || broken != null || allDelivered(),
          () -> allotment.inBulk() ? Math.min(pause, nanosUntilDue()) : nanosUntilDue());
    } finally {
      meter.waitsFor(null);
    }
  }

  private boolean allDelivered() {
    return settled && window.delivered() == intake.taken();
  }

  /** Why there is no next outcome; null after the last, which waits for the last frame. */
  @Nullable Halt finish() {
    if (halt != null) {
      return halt;
    }
    Throwable failure = intake.failure();
    plan.display().close(meter, failure == null);
    return failure == null ? null : new Halt.SourceFailed(intake.taken(), failure);
  }

  /** Ends the run early, on any thread. Answers whether this call did; not if it was over. */
  boolean cancel() {
    if (!ending.begin()) {
      ending.await();
      return false;
    }
    cancelled = true;
    workers.cancel(this);
    claims.awaitQuiet();
    workers.leave(this);
    meter.cancelled(intake.taken() - claims.reported());
    intake.close();
    events.jobEnded(now(), false);
    plan.display().close(meter, false);
    ending.done();
    window.wake();
    return true;
  }

  /** Ends the run early, on the consumer's thread: answers what was taken and not delivered. */
  List<Outcome<?, ?>> cancelAndCollect() {
    if (!cancel()) {
      claims.awaitQuiet(); // Whoever cancels may not be done with it.
    }
    // What is stuck comes first: if it ends now after all, it is found among the outcomes too.
    List<Task<A>> unfinished = claims.unreported();
    unfinished.addAll(intake.reruns().drain());
    Map<Long, Outcome<?, ?>> undelivered = new TreeMap<>();
    for (Outcome<A, B> outcome : window.takeAll(intake.taken())) {
      undelivered.put(outcome.index(), outcome);
    }
    for (Task<A> task : unfinished) {
      undelivered.putIfAbsent(
          task.index(), new Outcome.Cancelled<>(task.index(), task.input(), task.attempt() - 1));
    }
    return new ArrayList<>(undelivered.values());
  }

  // ---- the workers' side

  /** True if a handler that looks now may find a task that is worth a claim. */
  boolean hasWork() {
    return !cancelled
        && (intake.reruns().isWaiting() && intake.reruns().isDue(now())
            || hasRoom()
            || intake.holds());
  }

  /** True if another worker is worth its start, now that others work already. */
  boolean isWorthStart() {
    return demand.isWorthStart(intake.taken(), claims.performing(), now());
  }

  /** The same for handlers that are to be woken, for so much at least. */
  boolean hasWork(int wanted) {
    return hasRoom(wanted) || wanted == 1 && !cancelled && intake.holds();
  }

  /** True unless all inputs are taken. */
  boolean mayHaveMore() {
    return !cancelled && !intake.ended();
  }

  /** True if more tasks wait that were taken before than there are workers at leisure. */
  boolean hasReruns(int workers) {
    int count = intake.reruns().count();
    return !cancelled && count > 0 && count > workers - claims.performing();
  }

  /** True if the source may have more, and there is room for a good part of a claim. */
  private boolean hasRoom() {
    // A consumer that waits makes no more room: then any will do.
    return hasRoom(window.isAwaited() ? 1 : allotment.claim(intake.taken()) / 2);
  }

  /** Takes tasks for a worker, or null if there are none now. */
  @Nullable RunClaim<A, B> claim(Place place) throws InterruptedException {
    claims.taking();
    RunClaim<A, B> claim = null;
    try {
      if (!cancelled) {
        Batch<A> tasks = intake.take(() -> Math.min(allotment.claim(intake.taken()), room()));
        claim = tasks == null ? null : new RunClaim<>(this, place, tasks);
      }
    } finally {
      claims.taken(claim);
    }
    if (claim == null) {
      settle();
    }
    return claim;
  }

  /** Takes an input when a worker is about to start, for any to run; false if none is left. */
  boolean prefetch() throws InterruptedException {
    claims.taking();
    try {
      return !cancelled && intake.prefetch(() -> Math.min(1, room()));
    } finally {
      claims.taken(null);
      settle();
    }
  }

  /** True if the source may have more, and so many more may be taken, or all that ever may be. */
  boolean hasRoom(int wanted) {
    return mayHaveMore() && room() >= Math.max(1, Math.min(wanted, allotment.window()));
  }

  private int room() {
    return window.room(intake.taken(), allotment.window());
  }

  /** A claim was performed, as far as it went. */
  void end(RunClaim<A, B> claim, long nanos) {
    if (claim.end()) { // Else it was cut off, and ended then.
      finishEnd(claim, nanos);
    }
  }

  @Override
  public void lost(InFlight<A> batch, long nanos) {
    health.threadLost(); // Before the run may end with this batch, and be reported on.
    finishEnd(batch, nanos);
  }

  private void finishEnd(InFlight<A> claim, long nanos) {
    var unreported = claim.unreported();
    if (unreported.isEmpty() && allotment.performed(claim.size(), nanos, claim.carried())) {
      window.wake(); // A consumer that sleeps until it is alerted looks by itself from now on.
    }
    long due = claim.isLast() ? Reruns.NEVER : now();
    unreported.forEach(task -> intake.reruns().add(claim.givenBack(task), due));
    claims.ended(claim);
    demand.ended(now());
    boolean soon =
        allotment.inBulk() && nanos < Window.LONG_NANOS && room() > allotment.window() / 2;
    if (!soon) {
      window.alert(); // Else it looks by itself in a moment.
    }
    settle();
  }

  /** If that was the last outcome, the progress ends now, however slowly the rest is consumed. */
  private void settle() {
    if (!intake.ended() || claims.done() != intake.taken() || !ending.begin()) {
      return;
    }
    boolean whole = intake.failure() == null;
    if (whole && total == null) {
      meter.total(intake.taken());
    }
    if (whole && !plan.source().repeatable()) {
      meter.totalWeight(intake.takenWeight());
    }
    workers.leave(this);
    intake.close();
    events.jobEnded(now(), whole);
    settled = true;
    window.wake();
    plan.display().close(meter, whole);
    ending.done();
  }

  /** The time until a task is to be tried again; the largest number if there is none. */
  long nanosUntilDue() {
    return cancelled ? Long.MAX_VALUE : intake.reruns().nanosUntilDue(now());
  }

  @Override
  public boolean triesAgain(int attempt) {
    return attempt < plan.attempts() && !cancelled;
  }

  @Override
  public void tryAgain(Task<A> task, long now) {
    intake.reruns().addAgain(task, now);
  }

  @Override
  public void noteEnd(Outcome<A, B> outcome, TaskStatus end, long nanos) {
    IllegalStateException loop = health.ended(outcome, end, nanos, plan.attempts());
    if (loop != null) {
      giveUp(loop);
    }
  }

  @Override
  public Health health() {
    return health;
  }

  RunNumbers report() {
    return health.report(intake.taken(), now());
  }

  @Override
  public Window<Outcome<A, B>> window() {
    return window;
  }

  @Override
  public void alert() {
    window.alert();
  }

  /** No worker can be had, or one broke: the run cannot go on. */
  void giveUp(Throwable fault) {
    broken = new Halt.GivenUp(fault);
    window.wake();
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public @Nullable Duration timeout() {
    return plan.timeout();
  }

  @Override
  public TaskFunction<? super A, ? extends B> function() {
    return function;
  }

  @Override
  public Meter meter() {
    return meter;
  }

  @Override
  public RunEvents events() {
    return events;
  }

  @Override
  public long now() {
    return plan.now();
  }
}
