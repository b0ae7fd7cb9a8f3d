package dev.headway.bench.bars;

/** Predicts the rest as a peer's bar does. Times are in seconds since the start. */
interface Peer {

  /** A task ended, of such a weight, or so many bytes came; 1 where nothing is weighed. */
  void done(double at, long amount);

  /** What the bar shows at a frame: the seconds that are left, or NaN if it says nothing. */
  double rest(double at);
}
