package dev.headway.internal.estimate.data;

import java.util.List;

/**
 * How long tasks took, and where in the order they stood: all, while they are few, then every
 * second, fourth and so on, so that the memory does not grow.
 */
public final class DurationSample {
  private static final int SIZE = 512;

  private final long[] indexes = new long[SIZE];
  private final double[] seconds = new double[SIZE];
  private final double[] amounts = new double[SIZE];
  private int size;
  private long seen;
  private long stride = 1;

  public void add(List<Observation.Ended> ended) {
    for (Observation.Ended one : ended) {
      if (seen++ % stride == 0) {
        if (size == SIZE) {
          thin();
        }
        if ((seen - 1) % stride == 0) {
          indexes[size] = one.index();
          seconds[size] = Math.max(1e-9, one.nanos() / 1e9);
          amounts[size] = one.amount();
          size++;
        }
      }
    }
  }

  private void thin() {
    for (int i = 0; i < SIZE / 2; i++) {
      indexes[i] = indexes[2 * i];
      seconds[i] = seconds[2 * i];
      amounts[i] = amounts[2 * i];
    }
    size = SIZE / 2;
    stride *= 2;
  }

  public int size() {
    return size;
  }

  public long index(int i) {
    return indexes[i];
  }

  public double seconds(int i) {
    return seconds[i];
  }

  public double amount(int i) {
    return amounts[i];
  }
}
