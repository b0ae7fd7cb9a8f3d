package dev.headway.testkit;

import dev.headway.Results;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the contract maps: static methods, so that nothing of the test travels to a worker. */
final class ContractFunctions {

  private ContractFunctions() {}

  static int addOne(int x) {
    return x + 1;
  }

  /** The larger the input, the longer it takes. */
  static int slowAddOne(int x) throws InterruptedException {
    Thread.sleep(x * 20L);
    return x + 1;
  }

  static int failOnThree(int x) throws IOException {
    if (x == 3) {
      throw new IOException("three is refused", new IllegalStateException("the cause"));
    }
    return x * 10;
  }

  /** As most code does it: the interrupt becomes another exception. */
  static int wrappedStuckFrom(int first, int x) {
    try {
      return stuckFrom(first, x);
    } catch (InterruptedException e) {
      throw new IllegalStateException("task " + x + " was interrupted", e);
    }
  }

  /** Never ends by itself, except for the inputs below the limit. */
  static int stuckFrom(int limit, int x) throws InterruptedException {
    if (x >= limit) {
      new CountDownLatch(1).await();
    }
    return x;
  }

  static @Nullable String nullFromNull(@Nullable String text) {
    return text == null ? null : text + "!";
  }

  static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  /** Adds the input to what the worker has seen, and counts that. */
  static int remember(List<Integer> seen, int x) {
    seen.add(x);
    return seen.size();
  }

  static List<Integer> noState() {
    throw new IllegalStateException("no state today");
  }

  static int failUntilThird(List<Integer> seen, int x) throws IOException {
    seen.add(x);
    if (seen.size() < 3) {
      throw new IOException("not yet");
    }
    return seen.size();
  }

  static int stuckOn(int stuck, int x) throws InterruptedException {
    if (x == stuck) {
      new CountDownLatch(1).await();
    }
    return x;
  }

  /** Numbers from 0 on, until the source throws in place of one of them. */
  static Stream<Integer> sourceThatThrowsAt(int number) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(
            i -> {
              if (i == number) {
                throw new IllegalStateException("the disk is gone");
              }
              return i;
            });
  }

  static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  static List<Long> longs(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  static List<Outcome<Integer, Integer>> outcomes(Results<Integer, Integer> results) {
    List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
    results.outcomes().forEach(outcomes::add);
    return outcomes;
  }

  static void awaitPositive(AtomicInteger count) {
    while (count.get() <= 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
