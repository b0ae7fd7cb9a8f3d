package dev.headway;

/**
 * Says how much work an input is, in any unit: bytes, rows, pages.
 *
 * @param <A> the type of the inputs
 */
@FunctionalInterface
public interface Weigher<A> {

  /**
   * Weighs an input.
   *
   * @param input an element of the source
   * @return its weight; what is negative counts as 0
   * @throws Exception if it cannot be weighed; then it counts as 0, and the task runs all the same
   */
  long weigh(A input) throws Exception;
}
