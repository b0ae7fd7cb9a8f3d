package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/** What a contestant answered, round by round, until it failed. */
final class Result {
  private final Contestant contestant;
  private final List<Double> answers = new ArrayList<>();
  private String failure = "";

  Result(Contestant contestant) {
    this.contestant = contestant;
  }

  Contestant contestant() {
    return contestant;
  }

  void add(double answer) {
    answers.add(answer);
  }

  /** Once is enough: a contestant that failed is not asked again. */
  void fail(String why) {
    failure = why;
  }

  boolean failed() {
    return !failure.isEmpty();
  }

  String failure() {
    return failure;
  }

  boolean hasAnswer() {
    return !failed() && !answers.isEmpty();
  }

  Statistics statistics() {
    return Statistics.of(answers);
  }
}
