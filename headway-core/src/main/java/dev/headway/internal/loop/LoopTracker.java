package dev.headway.internal.loop;

import dev.headway.internal.progress.CountedLoop;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.Row;
import dev.headway.progress.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Tracks whether a thread is still in a loop that has a bar. The loop belongs to the first thread
 * that asks for an element, and to the method that asks. Once another thread asks, or a loop
 * considered as left goes on, it belongs to no thread. Then the tracker draws no more conclusions.
 */
public final class LoopTracker implements CountedLoop, TrackedLoop {
  /**
   * After this time without a step the tracker checks the stack of the thread, and then ever less
   * often.
   */
  private static final long FIRST_CHECK_NANOS = 3_000_000_000L;

  /** After this time without a step, a loop with an unknown thread has no prediction. */
  private static final long ABANDONED_NANOS = 10_000_000_000L;

  /** Unless the time is below this many steps of the loop. */
  private static final int ABANDONED_STEPS = 3;

  private final Object display;
  private final Ticker ticker;
  private final ProgressTracker tracker;

  /** The stack where the loop began. */
  private final CallStack begun;

  /** The stack where the loop was first asked for an element. */
  private volatile @Nullable CallStack place;

  /** True if the calls that it was asked in last as long as the loop does, as those of a stream. */
  private boolean sure;

  private volatile @Nullable Thread owner;

  /** The owner, if it is known to be in no loop within this one: then a step changes nothing. */
  private volatile @Nullable Thread alone;

  private @Nullable ThreadLoops threadLoops;
  private volatile boolean roaming;
  private volatile boolean left;

  // Used by the thread that takes snapshots, and read by others.
  private volatile long count;
  private long nextCheck;
  private boolean unsure;
  private volatile long moved;

  public LoopTracker(Object display, Ticker ticker, ProgressTracker tracker, CallStack begun) {
    this.display = display;
    this.ticker = ticker;
    this.tracker = tracker;
    this.begun = begun;
    this.moved = ticker.nanoTime();
    this.nextCheck = moved + FIRST_CHECK_NANOS;
  }

  /** Makes the tracker of a loop that belongs to no thread. */
  public static LoopTracker roaming(Object display, Ticker ticker, ProgressTracker tracker) {
    LoopTracker loop = new LoopTracker(display, ticker, tracker, CallStack.here());
    loop.roaming = true;
    return loop;
  }

  /**
   * Returns whether a thread that asks for more is known to be in this loop and in none within it;
   * else {@link #asked()} has to be called. It costs about half a nanosecond.
   */
  public boolean isIn(Thread thread) {
    return alone == thread;
  }

  /**
   * Notes that the loop is asked for more.
   *
   * @return false if it was considered as left: then its bar has ended
   */
  public boolean asked() {
    if (left || roaming) {
      return !left;
    }
    ThreadLoops in = threadLoops;
    if (in == null) {
      enter(CallStack.here(), false);
    } else if (owner != Thread.currentThread() || !in.resumed(this)) {
      roam();
    } else {
      alone = Thread.currentThread();
    }
    return !left; // Asked again, as another thread may have concluded it meanwhile.
  }

  /**
   * The calling thread is in it.
   *
   * @param certain true if the calls of this stack last as long as the loop
   */
  public void enter(CallStack here, boolean certain) {
    if (roaming || threadLoops != null || here.isEmpty()) {
      return;
    }
    if (!certain && LoopBody.of(here.top()) == LoopBody.NONE) {
      roam(); // The asking method has no loop: some other loop asks through it.
      return;
    }
    ThreadLoops in = ThreadLoops.ofThread();
    sure = certain;
    place = here;
    threadLoops = in;
    owner = Thread.currentThread();
    in.enter(this, here);
    alone = owner;
  }

  /** Notes that another loop begins within this one. */
  @Override
  public void holdsAnother() {
    alone = null;
  }

  /** Detaches the loop from its thread. */
  public void roam() {
    roaming = true;
    owner = null;
    alone = null;
  }

  @Override
  public void exit() {
    ThreadLoops in = threadLoops;
    if (in != null && owner == Thread.currentThread()) {
      in.exit(this);
    }
  }

  @Override
  public boolean isOn(Object other) {
    return display == other;
  }

  /** Returns whether there is nothing to conclude any more. */
  @Override
  public boolean isOver() {
    return roaming || left || tracker.isOver();
  }

  /** Returns whether its thread, which is here now, is not in it any more. */
  @Override
  public boolean isLeftAt(CallStack here) {
    CallStack in = place;
    if (in == null || isOver()) {
      return false;
    }
    Integer now = here.placeIn(in);
    if (now == null) {
      return true; // The method has returned, or thrown.
    }
    boolean again =
        here.isAsDeepAs(in) && (now == in.top().getByteCodeIndex() || now.equals(begunAt(in)));
    if (again || sure) {
      return again; // The same instruction begins another loop.
    }
    LoopBody body = body(in);
    return body != LoopBody.UNKNOWN && !body.contains(now);
  }

  private @Nullable Integer begunAt(CallStack in) {
    return begun.isAsDeepAs(in) ? begun.placeIn(in) : null;
  }

  private LoopBody body(CallStack in) {
    return sure ? LoopBody.UNKNOWN : LoopBody.of(in.top());
  }

  /** Ends the bar of a loop without a thread, as of the last step that was seen. */
  @Override
  public void leave() {
    if (!roaming && !tracker.isOver()) {
      left = true;
      alone = null;
      boolean seen = tracker.counts().settled() == count;
      tracker.ended(Row.State.STOPPED, seen ? moved : ticker.nanoTime());
    }
  }

  @Override
  public void check(long now) {
    long steps = tracker.counts().settled();
    if (steps != count) {
      count = steps;
      moved = now;
      nextCheck = now + FIRST_CHECK_NANOS;
      unsure = false;
      return;
    }
    Thread thread = owner;
    if (roaming || thread == null) {
      unsure = true;
    } else if (!thread.isAlive()) {
      leave();
    } else if (now - nextCheck >= 0) {
      nextCheck = now + 2 * (now - moved);
      checkStack(thread);
    }
  }

  private void checkStack(Thread thread) {
    CallStack in = place;
    if (in == null) {
      return;
    }
    Integer line = in.lineIn(thread.getStackTrace());
    Boolean inside =
        line == null ? Boolean.FALSE : sure ? Boolean.TRUE : body(in).containsLine(line);
    unsure = inside == null;
    if (Boolean.FALSE.equals(inside)) {
      leave();
    }
  }

  @Override
  public boolean isAbandoned(long now, long elapsed) {
    long still = now - moved;
    long step = count == 0 ? 0 : Math.max(0, elapsed - still) / count;
    return unsure && still > ABANDONED_NANOS && still > ABANDONED_STEPS * step;
  }
}
