package dev.headway.internal.estimate.schedule;

import java.util.Arrays;

/** When each worker will be free: a heap, the first one on top. */
public final class WorkerFreeTimes {
  private double[] heap = new double[16];
  private int size;

  void clear(int workers) {
    if (heap.length < workers) {
      heap = new double[workers];
    }
    size = 0;
  }

  void add(double free) {
    heap[size++] = free;
  }

  /** Makes a heap of what was added. */
  void order() {
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i, heap[i]);
    }
  }

  /** The worker that is free first takes a task; answers when that will have ended. */
  double take(double seconds) {
    double end = heap[0] + seconds;
    sink(0, end);
    return end;
  }

  /** When the first one is free. */
  double first() {
    return heap[0];
  }

  /** When each of them is free, in order. */
  double[] sorted() {
    double[] sorted = Arrays.copyOf(heap, size);
    Arrays.sort(sorted);
    return sorted;
  }

  int size() {
    return size;
  }

  double get(int i) {
    return heap[i];
  }

  void set(int i, double free) {
    heap[i] = free;
  }

  /** How high the level gets if so much work flows to those that are free first. */
  double level(double work) {
    double low = heap[0];
    double high = heap[0];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      high = Math.max(high, heap[i]);
      sum += heap[i];
    }
    if (sum + work >= high * size) {
      return (sum + work) / size;
    }
    for (int round = 0; round < 30; round++) {
      double middle = (low + high) / 2;
      double room = 0;
      for (int i = 0; i < size; i++) {
        room += Math.max(0, middle - heap[i]);
      }
      if (room > work) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private void sink(int from, double value) {
    int i = from;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= value) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = value;
  }
}
