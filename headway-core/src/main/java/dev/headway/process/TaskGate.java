package dev.headway.process;

/**
 * Decides, in the child, when the thread that runs tasks may be interrupted: only in the user's
 * code, and only for the request that is cancelled. An interrupt that came too late must neither
 * hit the next task nor close the socket.
 */
final class TaskGate {
  private final Thread runner;
  private int request;
  private int cancelledTo;
  private boolean leaving;
  private boolean inside;

  TaskGate(Thread runner) {
    this.runner = runner;
  }

  /** A request begins. It may have been cancelled before. */
  synchronized void begin(int newRequest) {
    request = newRequest;
  }

  /** Tells whether the request should go no further. */
  synchronized boolean stopped() {
    return leaving || request <= cancelledTo;
  }

  /** The runner is about to call the user's code; false if it should not. */
  synchronized boolean enter() {
    inside = !stopped();
    return inside;
  }

  /** The runner is back. Interrupts that the code left behind are taken away. */
  synchronized void exit() {
    inside = false;
    Thread.interrupted();
  }

  /** Requests are numbered in order: with one, all before it are cancelled. */
  synchronized void cancel(int cancelled) {
    cancelledTo = Math.max(cancelledTo, cancelled);
    interruptIfStopped();
  }

  /** No further task is wanted. */
  synchronized void leave() {
    leaving = true;
    interruptIfStopped();
  }

  private void interruptIfStopped() {
    if (inside && stopped()) {
      runner.interrupt();
    }
  }
}
