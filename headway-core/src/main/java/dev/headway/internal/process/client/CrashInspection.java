package dev.headway.internal.process.client;

import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The end of a worker in the middle of a request: finds out why it ended, and reports what became
 * of the tasks. No task that has begun is left to be run by another worker process.
 */
public final class CrashInspection {
  /**
   * How long a process may live on after it has closed its end of the socket: a machine is busy.
   */
  private static final Duration DYING = Duration.ofSeconds(2);

  /** How long at least one may that says that its JVM shuts down: hooks run, on a busy machine. */
  private static final Duration EXITING = Duration.ofSeconds(5);

  private final WorkerProcess dead;
  private final BatchRequest<?, ?> request;
  private final Duration grace;

  /** What ended because we wanted it to is no crash. */
  private final BooleanSupplier wanted;

  public CrashInspection(
      WorkerProcess dead, BatchRequest<?, ?> request, Duration grace, BooleanSupplier wanted) {
    this.dead = dead;
    this.request = request;
    this.grace = grace;
    this.wanted = wanted;
  }

  /**
   * Reports it. By then the worker is dead, so that what it says in its memory is its last word.
   *
   * @param cause why the request has ended
   * @throws InterruptedException if this thread is interrupted: before, which has cut the
   *     connection, or meanwhile
   */
  public void perform(Throwable cause) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    if (!interrupted) {
      try {
        report(cause);
        return;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    dead.kill();
    dead.awaitDeath(WorkerProcess.KILLED);
    reportDeath(" was killed, because its thread in this program was interrupted", false);
    throw new InterruptedException(dead.name() + " was killed by an interrupt.");
  }

  private void report(Throwable cause) throws InterruptedException {
    if (request.expired()) {
      dead.awaitEnd(WorkerProcess.KILLED);
      reportDeath(" was killed for a task that was over its time", false);
      return;
    }
    boolean broken = cause instanceof BadFrameException || !(cause instanceof IOException);
    Duration exiting = grace.compareTo(EXITING) > 0 ? grace : EXITING;
    if (!broken && dead.awaitEnd(dead.isExiting() ? exiting : DYING)) {
      reportDeath(" " + dead.describeEnd("the task"), false);
      return;
    }
    dead.kill();
    dead.awaitEnd(WorkerProcess.KILLED);
    if (!broken && dead.endedOtherwise()) {
      reportDeath(" " + dead.describeEnd("the task"), false); // Its end was seen late.
      return;
    }
    reportDeath(fault(cause), cause instanceof BadFrameException || !dead.isExiting());
  }

  private String fault(Throwable cause) {
    if (cause instanceof BadFrameException) {
      return " sent a frame that cannot be read (" + UserText.message(cause) + ") and was killed";
    }
    if (!(cause instanceof IOException)) {
      return " was killed, because this program failed to take a result of it ("
          + ControlEscapes.value(cause, WorkerProtocol.MAX_ERROR_LENGTH)
          + "),";
    }
    return dead.isExiting()
        ? " was told to exit by its task, did not end in time and was killed"
        : " closed its connection and was killed";
  }

  private void reportDeath(String how, boolean suspect) {
    if (!wanted.getAsBoolean()) {
      request.died(dead.name() + how, suspect);
    }
  }
}
