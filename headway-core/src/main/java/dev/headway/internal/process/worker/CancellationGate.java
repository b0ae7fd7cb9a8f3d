package dev.headway.internal.process.worker;

/**
 * Decides, in the worker, when the thread that runs tasks may be interrupted: only for the request
 * that is cancelled, and only while it runs tasks. An interrupt that came too late must neither hit
 * the next request nor close the socket, so the thread leaves before it sends anything.
 */
final class CancellationGate {
  private final Thread runner;
  private volatile int request;
  private volatile int cancelledTo;
  private volatile boolean leaving;
  private boolean inside;

  CancellationGate(Thread runner) {
    this.runner = runner;
  }

  /** A request begins. It may have been cancelled before. */
  synchronized void begin(int newRequest) {
    if (newRequest - cancelledTo > 0) {
      cancelledTo = newRequest - 1; // Numbers start again below zero: they are compared from near.
    }
    request = newRequest;
  }

  /** Tells whether the request should go no further. */
  boolean stopped() {
    return leaving || cancelled();
  }

  /** Tells whether the parent has cancelled the request. */
  boolean cancelled() {
    return request - cancelledTo <= 0;
  }

  /** The runner is about to run tasks; false if it should not. */
  synchronized boolean enter() {
    inside = !stopped();
    return inside;
  }

  /** The runner is back. An interrupt from here, or from the user's code, is taken away. */
  synchronized void exit() {
    inside = false;
    Thread.interrupted();
  }

  /** Requests are numbered in order: with one, all before it are cancelled. */
  synchronized void cancel(int cancelled) {
    if (cancelled - cancelledTo > 0) {
      cancelledTo = cancelled;
    }
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
