package dev.headway.faults;

import dev.headway.Job;
import dev.headway.JobCancelledException;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.RunReport;
import dev.headway.faults.SoakFault.Order;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One job of the {@link Soak}, as the seed has planned it, and what must be true of it whatever
 * happens.
 *
 * @param end how it ends
 * @param after how many outcomes it takes before it ends early
 */
record SoakJob(
    String name,
    List<Order> orders,
    boolean ordered,
    int window,
    int attempts,
    boolean timeout,
    End end,
    int after) {

  /** How a job ends. */
  enum End {
    WHOLE,
    CLOSED,
    POOL_CLOSED
  }

  /** No task takes so long that does not hang. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Runs it and returns what was wrong; {@code heard} is called for each outcome. */
  List<String> run(Pool pool, SoakRows rows, Runnable heard) {
    List<String> wrong = new ArrayList<>();
    List<Outcome<Order, Object>> outcomes = new ArrayList<>();
    boolean cancelled = false;
    Job<Order> job = pool.over(orders).named(name);
    job = ordered ? job : job.unordered();
    job = window > 0 ? job.window(window) : job;
    job = attempts > 1 ? job.attempts(attempts) : job;
    job = timeout ? job.timeout(LIMIT) : job;
    Results<Order, Object> results = job.map(SoakFault::perform);
    try (results) {
      for (Outcome<Order, Object> outcome : results.outcomes()) {
        heard.run();
        outcomes.add(outcome);
        if (end != End.WHOLE && outcomes.size() == after) {
          if (end == End.CLOSED) {
            break;
          }
          pool.close();
        }
      }
    } catch (JobCancelledException e) {
      cancelled = true;
      if (end != End.POOL_CLOSED) {
        wrong.add("cancelled by nobody: " + e);
      }
    } catch (RuntimeException e) {
      wrong.add("the job threw " + e);
    }
    RunReport report = results.report();
    boolean whole = end == End.WHOLE || outcomes.size() == orders.size() && !cancelled;
    checkIdentity(outcomes, whole, wrong);
    checkEnds(outcomes, wrong);
    checkNumbers(outcomes, report, lastRow(rows), whole, wrong);
    return wrong;
  }

  /** Whoever has all results, or wants no more, may be ahead of the last frame. */
  private @Nullable Row lastRow(SoakRows rows) {
    long deadline = System.nanoTime() + Eventually.LIMIT.toNanos();
    Row row = rows.last(name);
    while (System.nanoTime() < deadline && (row == null || row.state() == Row.State.RUNNING)) {
      LockSupport.parkNanos(1_000_000);
      row = rows.last(name);
    }
    return row;
  }

  private void checkIdentity(
      List<Outcome<Order, Object>> outcomes, boolean whole, List<String> wrong) {
    Set<Long> seen = new HashSet<>();
    long expected = 0;
    for (Outcome<Order, Object> outcome : outcomes) {
      if (!seen.add(outcome.index())) {
        wrong.add("two outcomes for " + outcome.index());
      }
      if (outcome.input() != orders.get((int) outcome.index())) {
        wrong.add("the input of another at " + outcome.index());
      }
      if (ordered && outcome.index() != expected++) {
        wrong.add(outcome.index() + " out of order");
      }
    }
    if (whole && seen.size() != orders.size()) {
      wrong.add(seen.size() + " outcomes for " + orders.size() + " inputs");
    }
  }

  /** Each ends as its fault says; but a kill from outside may come late, and hit a neighbour. */
  private void checkEnds(List<Outcome<Order, Object>> outcomes, List<String> wrong) {
    long kills = orders.stream().mapToLong(order -> order.fault().kills()).sum();
    long stray = 0;
    for (Outcome<Order, Object> outcome : outcomes) {
      SoakFault.Expected expected = outcome.input().fault().expected();
      boolean crashed = outcome instanceof Outcome.Crashed;
      boolean right =
          switch (expected) {
            case SUCCESS -> outcome.succeeded();
            case FAILURE -> outcome instanceof Outcome.Failure;
            case CRASH -> crashed;
            case CRASH_OR_SUCCESS -> crashed || outcome.succeeded();
            case TIMEOUT -> outcome instanceof Outcome.TimedOut;
          };
      if (outcome instanceof Outcome.Success<Order, Object> success
          && !SoakFault.fits(outcome.input(), success.value())) {
        wrong.add("a wrong value for " + outcome.input());
      }
      if (crashed && expected != SoakFault.Expected.CRASH) {
        stray++;
      } else if (!right) {
        wrong.add(outcome.input() + " ended as " + outcome);
      }
    }
    if (stray > kills) {
      wrong.add(stray + " tasks crashed by " + kills + " kills");
    }
  }

  private void checkNumbers(
      List<Outcome<Order, Object>> outcomes,
      RunReport report,
      @Nullable Row row,
      boolean whole,
      List<String> wrong) {
    Counts counts = report.counts();
    if (counts.settled() + counts.cancelled() != report.taken()) {
      wrong.add("the report does not add up: " + report);
    }
    if (row == null || !row.counts().equals(counts)) {
      wrong.add("the last row is " + row + ", the report " + counts);
    } else if (row.state() == Row.State.RUNNING || whole && !row.complete()) {
      wrong.add("the last row is in the state " + row.state());
    }
    Counts told =
        new Counts(
            count(outcomes, Outcome.Success.class),
            count(outcomes, Outcome.Failure.class),
            count(outcomes, Outcome.TimedOut.class),
            count(outcomes, Outcome.Crashed.class),
            count(outcomes, Outcome.Cancelled.class),
            counts.retried());
    boolean fits =
        whole
            ? told.equals(counts)
            : told.succeeded() <= counts.succeeded()
                && told.failed() <= counts.failed()
                && told.timedOut() <= counts.timedOut()
                && told.crashed() <= counts.crashed();
    if (!fits) {
      wrong.add("the outcomes are " + told + ", the report " + counts);
    }
  }

  private static long count(List<Outcome<Order, Object>> outcomes, Class<?> type) {
    return outcomes.stream().filter(type::isInstance).count();
  }
}
