package dev.headway.bench.bars;

/** Predicts the rest as a peer's bar does. Times are in seconds since the start. */
interface Peer {

  /** A task ended. */
  void done(double at);

  /** What the bar shows at a frame: the seconds that are left, or NaN if it says nothing. */
  double rest(double at);
}
