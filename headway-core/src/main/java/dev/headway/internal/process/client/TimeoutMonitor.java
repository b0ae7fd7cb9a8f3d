package dev.headway.internal.process.client;

import dev.headway.internal.process.protocol.ControlExecutor;
import dev.headway.internal.time.ProgramTime;
import dev.headway.internal.time.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends the worker if a task of a request runs for longer than its limit. It has one timer, which is
 * set to the moment at which the task that runs now would be over its time. It reads the time at
 * which the task began from the worker's status page, so what a worker does between tasks does not
 * count, and it needs no help of the worker. It counts the time in which this program could run,
 * without that in which the worker waits because what its task prints is not read. That is no fault
 * of the task.
 */
public final class TimeoutMonitor {
  /** A worker that neither runs a task nor says anything for so long has stopped. */
  private static final long SILENCE = 10_000_000_000L;

  /** What a task has in addition if its function has to be read before, which may load classes. */
  private static final long PREPARATION = 5_000_000_000L;

  /** It is not looked more often, however short the limit is. */
  private static final long TICK = 10_000_000;

  private final BatchRequest<?, ?> batchRequest;
  private final WorkerProcess process;
  private final ControlExecutor control;
  private final long limit;
  private final ProgramTime time = ProgramTime.ofProcess();

  private boolean over;
  private @Nullable Timer timer;

  /** No task can have begun to use up its time before this. */
  private long earliest;

  /** How far the request was when it was seen between tasks, and since when. */
  private long lastSeen = -1;

  private long quietSince;

  public TimeoutMonitor(
      BatchRequest<?, ?> batchRequest,
      WorkerProcess process,
      ControlExecutor control,
      Duration limit) {
    this.batchRequest = batchRequest;
    this.process = process;
    this.control = control;
    this.limit = nanos(limit);
  }

  /** Three hundred years are for ever. */
  private static long nanos(Duration limit) {
    return limit.compareTo(Duration.ofNanos(Long.MAX_VALUE / 4)) < 0
        ? Math.max(1, limit.toNanos())
        : Long.MAX_VALUE / 4;
  }

  public synchronized void start() {
    long now = time.nanoTime();
    earliest = now;
    set(now, now + limit);
  }

  /** The request is over, whatever comes next. */
  public synchronized void stop() {
    over = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void set(long now, long when) {
    timer = control.after(Duration.ofNanos(Math.max(0, when - now)), this::check);
  }

  private synchronized void check() {
    if (over) {
      return;
    }
    long now = time.nanoTime();
    int request = batchRequest.request();
    int place = process.status().runningOnTheClock(request);
    long waitsSince = process.status().heldUpSince();
    long heldUp = process.status().heldUp() + (waitsSince == 0 ? 0 : now - time.at(waitsSince));
    long since = time.at(process.status().since());
    if (place < 0 || place != process.status().runningOnTheClock(request)) {
      checkSilence(now);
      return;
    }
    lastSeen = -1;
    long begin = Math.max(since, earliest) + heldUp;
    if (now - begin < limit) {
      set(now, waitsSince == 0 ? begin + limit : Math.max(begin + limit, now + TICK));
      return;
    }
    if (process.status().isPreparing() && now - begin < limit + PREPARATION) {
      later(now);
      return;
    }
    if (!process.status().markForKill(request, place)) {
      later(now); // It has just ended.
      return;
    }
    over = true;
    batchRequest.expire(request, place);
    process.killNow(control);
  }

  /**
   * No task runs: the inputs or results are on their way, or the parent is busy with results. If
   * nothing at all moves though the parent waits, the worker is ended, and no task is to blame.
   */
  private void checkSilence(long now) {
    long seen =
        batchRequest.waits() && process.status().heldUpSince() == 0
            ? process.status().done() + process.channel().moved()
            : -1;
    if (seen < 0 || seen != lastSeen) {
      lastSeen = seen;
      quietSince = now;
    } else if (now - quietSince > SILENCE) {
      over = true;
      process.killNow(control);
      return;
    }
    later(now);
  }

  /** Looks again when a task that begins now would be over its time. */
  private void later(long now) {
    set(now, now + Math.max(limit, TICK));
  }
}
