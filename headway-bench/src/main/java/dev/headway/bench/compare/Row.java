package dev.headway.bench.compare;

import java.util.List;

/**
 * One comparison: the same work, done by each contestant in turn.
 *
 * @param name how it is asked for
 * @param title what is compared
 * @param unit what the numbers are shown in
 * @param goal what Headway wants to reach; may be empty
 * @param contestants Headway first; others are compared with the first of it
 */
record Row(String name, String title, Unit unit, String goal, List<Contestant> contestants) {

  /** True if it is meant by this name, which may be the first part of its own. */
  boolean isCalled(String asked) {
    return name.equals(asked) || name.startsWith(asked + "-");
  }
}
