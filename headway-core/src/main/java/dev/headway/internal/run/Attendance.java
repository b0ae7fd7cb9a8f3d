package dev.headway.internal.run;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the threads that are there for the runs of a pool. One whose task waits for the outcomes
 * of a job, or that works in another pool meanwhile, is not. If none is there, all of them may wait
 * for each other. Safe for use by several threads.
 */
public final class Attendance {
  /** Where the calling thread works now; null if in no pool. */
  private static final ThreadLocal<@Nullable Place> CURRENT = new ThreadLocal<>();

  private final AtomicInteger present = new AtomicInteger();

  /** Adds a thread, which counts as present from now on. */
  public Place add() {
    present.incrementAndGet();
    return new Place(present);
  }

  /** Begins a place of the calling thread, which waits, if nobody is present; else returns null. */
  public @Nullable Place beginAlone() {
    waits(true); // Else it would find itself.
    if (!present.compareAndSet(0, 1)) {
      waits(false);
      return null;
    }
    Place alone = new Place(present);
    alone.begin();
    return alone;
  }

  /** Notes that the calling thread waits for an outcome, or that it waits no longer. */
  static void waits(boolean waits) {
    Place place = CURRENT.get();
    if (place != null) {
      place.set(!waits);
    }
  }

  /** That of one thread in one pool. */
  public static final class Place {
    private final AtomicInteger count;
    private @Nullable Place outer; // Used by the thread whose place it is.

    // Guarded by this.
    private boolean present = true;
    private boolean over;

    /** Makes one that is counted. */
    private Place(AtomicInteger count) {
      this.count = count;
    }

    private synchronized void set(boolean now) {
      if (!over && now != present) {
        present = now;
        count.addAndGet(now ? 1 : -1);
      }
    }

    /** Begins it on the calling thread. */
    public void begin() {
      outer = CURRENT.get();
      if (outer != null) {
        outer.set(false);
      }
      CURRENT.set(this);
    }

    /** Ends it on the same thread, which goes on where it was before. */
    public void end() {
      giveUp();
      Place before = outer;
      if (before == null) {
        CURRENT.remove(); // The thread may be the program's.
      } else {
        CURRENT.set(before);
        before.set(true);
      }
    }

    /** Counts no more, whatever its thread does. Called by any thread. */
    public synchronized void giveUp() {
      set(false);
      over = true;
    }
  }
}
