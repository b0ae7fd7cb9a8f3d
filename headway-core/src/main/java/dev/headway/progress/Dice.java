package dev.headway.progress;

/**
 * A small generator of random numbers that always says the same: the same observations give the
 * same prediction, and two predictions in a row do not differ by luck. The generator is xorshift64*
 * (Vigna, 2016).
 */
final class Dice {
  private long state = 0x9E3779B97F4A7C15L;

  private long next() {
    long x = state;
    x ^= x >>> 12;
    x ^= x << 25;
    x ^= x >>> 27;
    state = x;
    return x * 0x2545F4914F6CDD1DL;
  }

  /** From 0 to 1, neither of them. */
  double unit() {
    return ((next() >>> 12) + 0.5) * 0x1p-52;
  }

  /** One of so many, from 0. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Normal, by the sum of four: near enough, and cheap. */
  double normal() {
    return (unit() + unit() + unit() + unit() - 2) * 1.7320508075688772;
  }
}
