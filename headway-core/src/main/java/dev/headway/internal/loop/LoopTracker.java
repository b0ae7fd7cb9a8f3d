package dev.headway.internal.loop;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.Row;
import dev.headway.progress.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A loop over what has a bar, and all that is known of whether somebody is still in it. It belongs
 * to the thread that asked it first, in the method that did. Once another thread asks, or it turns
 * out that it was not left, it belongs to none, and nothing is concluded any more.
 */
public final class LoopTracker implements ProgressTracker.Loop, TrackedLoop {
  /** After so long without a step it is looked where its thread is, and then ever more seldom. */
  private static final long LOOK_NANOS = 3_000_000_000L;

  /** From then on, what nobody is known to be in has no prediction. */
  private static final long FORSAKEN_NANOS = 10_000_000_000L;

  /** Unless a step took that long before, this many times over. */
  private static final int FORSAKEN_STEPS = 3;

  private final Object display;
  private final Ticker ticker;
  private final ProgressTracker tracker;

  /** Where it was begun, and where it was first asked. Used by the thread that it belongs to. */
  private final CallStack begun;

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
  private long lookAt;
  private boolean unsure;
  private volatile long moved;

  public LoopTracker(Object display, Ticker ticker, ProgressTracker tracker, CallStack begun) {
    this.display = display;
    this.ticker = ticker;
    this.tracker = tracker;
    this.begun = begun;
    this.moved = ticker.nanoTime();
    this.lookAt = moved + LOOK_NANOS;
  }

  /** One that no thread is known to be in. */
  public static LoopTracker roaming(Object display, Ticker ticker, ProgressTracker tracker) {
    LoopTracker loop = new LoopTracker(display, ticker, tracker, CallStack.here());
    loop.roaming = true;
    return loop;
  }

  /**
   * Whether a thread that asks for more is known to be in this loop and in none within it; else
   * {@link #asked()} has to be called. It costs about half a nanosecond.
   */
  public boolean isIn(Thread thread) {
    return alone == thread;
  }

  /**
   * The loop is asked for more.
   *
   * @return false if it was taken for left: then its bar has ended
   */
  public boolean asked() {
    if (left || roaming) {
      return !left;
    }
    ThreadLoops in = threadLoops;
    if (in == null) {
      enter(CallStack.here(), false);
    } else if (owner != Thread.currentThread() || !in.goesOn(this)) {
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
      roam(); // Who asks is in no loop himself: some other loop asks through him.
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

  /** A loop is begun within it. */
  @Override
  public void holdsAnother() {
    alone = null;
  }

  /** It belongs to no thread any more. */
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

  /** Whether there is nothing to conclude any more. */
  @Override
  public boolean isOver() {
    return roaming || left || tracker.isOver();
  }

  /** Whether its thread, which is here now, is not in it any more. */
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

  /** Nobody is in it any more: its bar ends, as it was when the last step was seen. */
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
      lookAt = now + LOOK_NANOS;
      unsure = false;
      return;
    }
    Thread thread = owner;
    if (roaming || thread == null) {
      unsure = true;
    } else if (!thread.isAlive()) {
      leave();
    } else if (now - lookAt >= 0) {
      lookAt = now + 2 * (now - moved);
      lookWhere(thread);
    }
  }

  private void lookWhere(Thread thread) {
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
  public boolean isForsaken(long now, long elapsed) {
    long still = now - moved;
    long step = count == 0 ? 0 : Math.max(0, elapsed - still) / count;
    return unsure && still > FORSAKEN_NANOS && still > FORSAKEN_STEPS * step;
  }
}
