package dev.headway.internal.loop;

/** A loop as the thread that is in it sees it. */
interface TrackedLoop {
  /** Whether it is shown on a display. */
  boolean isOn(Object display);

  /** Another loop begins in it. */
  void holdsAnother();

  /** Whether a thread that is here cannot be in it any more. */
  boolean isLeftAt(CallStack here);

  /** Whether its bar has ended, or nothing is known of it. */
  boolean isOver();

  /** It was left. */
  void leave();
}
