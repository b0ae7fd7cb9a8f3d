package dev.headway.process;

import dev.headway.time.Waits;
import dev.headway.work.Claim;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A worker whose tasks run in a JVM of their own, which is started anew when it has died. */
final class ProcessWorker implements Worker {
  /** How long a process may take to vanish once it was killed. */
  private static final Duration KILLED = Duration.ofSeconds(1);

  /** What kills idle children again and again must not keep the machine busy with new ones. */
  private static final Duration MOST_OFTEN = Duration.ofSeconds(1);

  private final Settings settings;
  private final int number;
  private final WorkerListener listener;
  private final Parcels parcels;
  private final Starts starts;
  private final OwnJar own;
  private final Warden warden;
  private final System.Logger logger;
  private final Bytes payload = new Bytes();

  /** Held while a child starts: for a call, or in the place of one that died idle. */
  private final ReentrantLock starter = new ReentrantLock();

  private final Object lock = new Object();
  private long replaced = System.nanoTime() - MOST_OFTEN.toNanos();
  private boolean closed;
  private boolean startedBefore;
  private @Nullable Launch starting;
  private @Nullable Child child;
  private @Nullable Exchange<?, ?> current;
  private volatile @Nullable Child ending;

  ProcessWorker(
      Settings settings,
      int number,
      WorkerListener listener,
      Parcels parcels,
      Starts starts,
      OwnJar own,
      System.Logger logger) {
    this.own = own;
    own.enter();
    this.logger = logger;
    this.settings = settings;
    this.number = number;
    this.listener = listener;
    this.parcels = parcels;
    this.starts = starts;
    this.warden = new Warden(number);
  }

  @Override
  public void prepare() throws InterruptedException {
    starter.lockInterruptibly();
    try {
      startUnlessReady();
    } finally {
      starter.unlock();
    }
  }

  private void startUnlessReady() throws InterruptedException {
    Child spent;
    synchronized (lock) {
      spent = child;
      if (!closed && spent != null && spent.alive() && spent.rest() > 0) {
        return;
      }
    }
    if (spent != null) {
      dismiss(spent);
    }
    Launch launch;
    synchronized (lock) {
      if (closed) {
        throw new WorkerStartException("Worker " + number + " is closed.", null);
      }
      child = null;
      launch = new Launch(settings, number, listener, warden, starts, own, logger);
      starting = launch;
    }
    try {
      Child started = launch.start();
      boolean wanted;
      boolean again;
      synchronized (lock) {
        wanted = !closed;
        child = wanted ? started : null;
        again = startedBefore;
        startedBefore = true;
      }
      if (wanted) {
        if (again) {
          listener.replaced(number);
        }
        started.whenEnded(() -> warden.now(() -> forget(started)));
        return;
      }
      started.end(KILLED);
      throw new WorkerStartException("Worker " + number + " was closed while it started.", null);
    } finally {
      synchronized (lock) {
        starting = null;
      }
    }
  }

  /**
   * A child that ends while it has nothing to do is missed by nobody; the next call finds another.
   */
  private void forget(Child ended) {
    boolean again;
    synchronized (lock) {
      if (child != ended || current != null || closed || ended.rest() == 0) {
        return;
      }
      child = null;
      long now = System.nanoTime();
      again = now - replaced > MOST_OFTEN.toNanos();
      replaced = again ? now : replaced;
    }
    logger.log(
        Level.WARNING,
        () -> ended.name() + " " + ended.end("code that ran in it") + " while idle.");
    if (again) {
      replace();
    }
  }

  private void replace() {
    try {
      prepare();
      logger.log(Level.DEBUG, () -> "Worker " + number + " is up again.");
    } catch (WorkerStartException e) {
      // The next call tries again, and is told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void perform(Claim<?, ?> claim) throws InterruptedException {
    Parcels.Parcel parcel;
    try {
      parcel = parcels.get(claim.function());
    } catch (IOException | RuntimeException e) {
      for (int task = 0; task < claim.size() && !claim.cancelled(); task++) {
        claim.started(task);
        claim.failed(task, Failures.unfit(claim.function(), e));
      }
      return;
    }
    int next = perform(claim, parcel, 0);
    while (next < claim.size() && !claim.cancelled()) {
      try {
        prepare();
      } catch (WorkerStartException e) {
        return; // Whoever asks for the next claim is told.
      }
      next = perform(claim, parcel, next);
    }
  }

  /** Performs a claim from a task on; returns where another child has to go on, if one has to. */
  private int perform(Claim<?, ?> claim, Parcels.Parcel parcel, int from)
      throws InterruptedException {
    Child performer;
    Exchange<?, ?> exchange;
    synchronized (lock) {
      if (closed || child == null) {
        return claim.size();
      }
      performer = child;
      exchange = new Exchange<>(claim, performer, payload);
      current = exchange;
    }
    claim.pulse(performer::beats);
    claim.sending(performer.gauge()::sends);
    claim.inside(performer.pid(), performer.gauge().parts()::read);
    boolean sound = false;
    long movedBefore = performer.wire().moved();
    Duration limit = claim.timeout();
    TaskClock clock = limit == null ? null : new TaskClock(exchange, performer, warden, limit);
    try {
      if (clock != null) {
        clock.start();
      }
      int next = exchange.run(parcel, from);
      sound = !exchange.expired(); // It may have ended just before it was killed for its time.
      return sound ? next : claim.size();
    } catch (IOException e) {
      bury(performer, exchange, clock, e);
      return claim.size();
    } catch (RuntimeException | Error e) { // Of this program.
      bury(performer, exchange, clock, e);
      throw e;
    } finally {
      if (clock != null) {
        clock.stop();
      }
      claim.carried(performer.wire().moved() - movedBefore);
      synchronized (lock) {
        current = null;
        if (!sound) {
          // Its conversation broke off: nothing that it says later could be understood.
          performer.kill();
          if (child == performer) {
            child = null;
          }
        }
      }
      if (!sound) {
        performer.wire().close();
      }
    }
  }

  private void bury(Child dead, Exchange<?, ?> exchange, @Nullable TaskClock clock, Throwable cause)
      throws InterruptedException {
    if (clock != null) {
      clock.stop();
    }
    if (exchange.unfit()) {
      return; // It is killed, and what it took runs elsewhere.
    }
    ending = dead;
    try {
      new Burial(dead, exchange, settings.grace(), () -> wanted(exchange)).perform(cause);
    } finally {
      ending = null;
    }
  }

  private boolean wanted(Exchange<?, ?> exchange) {
    synchronized (lock) {
      return closed || exchange.cancelled();
    }
  }

  @Override
  public Duration cpuTime() {
    Child now;
    synchronized (lock) {
      now = child;
    }
    return now == null ? Duration.ZERO : now.cpuTime();
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      Exchange<?, ?> running = current;
      if (running != null && running.cancel()) {
        warden.after(settings.grace(), () -> killUnlessOver(running));
        warden.now(running::sendCancel);
      }
    }
  }

  private void killUnlessOver(Exchange<?, ?> exchange) {
    synchronized (lock) {
      // Under the lock, so that it cannot hit the claim that comes next.
      if (current == exchange && child != null) {
        child.kill();
      }
    }
  }

  @Override
  public void close() {
    Launch launch;
    Child last;
    boolean again;
    synchronized (lock) {
      again = closed;
      closed = true;
      launch = starting;
      last = child;
      child = null;
    }
    if (launch != null) {
      launch.abort();
      Waits.uninterrupted(interrupted -> launch.awaitOver(KILLED));
    }
    if (last != null) {
      dismiss(last);
    }
    if (!again) {
      own.leave();
    }
  }

  @Override
  public boolean isEndHeldUp() {
    Child now = ending;
    return now != null && now.isHeldUp();
  }

  private void dismiss(Child last) {
    ending = last;
    last.dismiss(warden, settings.grace());
    ending = null;
  }
}
