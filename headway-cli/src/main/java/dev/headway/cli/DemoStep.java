package dev.headway.cli;

import dev.headway.Pool;
import dev.headway.Progress;
import dev.headway.work.Backend;
import dev.headway.work.Serial;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The ways to show how far a map is: four that people try, and Headway's. */
enum DemoStep {
  SINGLE("bar over the loop:", "the bar is live, the work is slow") {
    @Override
    List<BigDecimal> run(List<BigDecimal> inputs, SlowAddOne function, Backend unused) {
      try (Pool pool = Pool.on(Serial.here()).quiet()) {
        return underBar(inputs.size(), pool.map(inputs, function));
      }
    }
  },
  FINISHED_LIST("bar over the list:", "the bar stands still, then jumps") {
    @Override
    List<BigDecimal> run(List<BigDecimal> inputs, SlowAddOne function, Backend workers) {
      try (Pool pool = Pool.on(workers).quiet()) {
        return underBar(inputs.size(), () -> pool.map(inputs, function).toList().iterator());
      }
    }
  },
  IN_ORDER("bar over ordered values:", "the bar waits for the slowest") {
    @Override
    List<BigDecimal> run(List<BigDecimal> inputs, SlowAddOne function, Backend workers) {
      try (Pool pool = Pool.on(workers).quiet()) {
        return underBar(inputs.size(), pool.map(inputs, function));
      }
    }
  },
  AS_COMPLETED("bar as values complete:", "the bar is live, the order is lost") {
    @Override
    List<BigDecimal> run(List<BigDecimal> inputs, SlowAddOne function, Backend workers) {
      try (Pool pool = Pool.on(workers).quiet()) {
        return underBar(inputs.size(), pool.over(inputs).unordered().map(function));
      }
    }
  },
  HEADWAY("with Headway's own bar:", "the bar is live, the order is kept") {
    @Override
    List<BigDecimal> run(List<BigDecimal> inputs, SlowAddOne function, Backend workers) {
      try (Pool pool = Pool.on(workers)) {
        return pool.over(inputs).named(LABEL).map(function).toList();
      }
    }
  };

  private static final String LABEL = "add one";

  private final String way;
  private final String effect;

  DemoStep(String way, String effect) {
    this.way = way;
    this.effect = effect;
  }

  /** Maps the inputs and shows how far it is. */
  abstract List<BigDecimal> run(List<BigDecimal> inputs, SlowAddOne function, Backend workers);

  /** Goes over the results as a loop does, with a bar that begins before the first. */
  private static List<BigDecimal> underBar(int total, Iterable<BigDecimal> results) {
    List<BigDecimal> all = new ArrayList<>();
    try (Progress bar = Progress.begin(LABEL, total)) {
      for (BigDecimal result : results) {
        all.add(result);
        bar.advance();
      }
    }
    return all;
  }

  int number() {
    return ordinal() + 1;
  }

  /** As it is written and completed. */
  @Override
  public String toString() {
    return Integer.toString(number());
  }

  /** What is shown, for workers that are called by this name. */
  String headline(String workers) {
    return number() + ". " + (this == SINGLE ? "Single process" : workers) + ", " + way;
  }

  /** What its bar does. */
  String effect() {
    return effect;
  }
}
