package dev.headway;

/**
 * Says how much work an input is, in any unit: bytes, rows, pages.
 *
 * <p>It is called once for each input, by the thread that takes the input from the source, just
 * after it was taken. The weights of a collection are also added up before the job starts, by the
 * caller's thread. It is never called twice at once for one job. It delays the tasks that come
 * after, so it should look up a size, not compute one.
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
   * @throws Exception if it cannot be weighed; then it counts as 0, and the task runs all the same,
   *     as with an Error
   */
  long weigh(A input) throws Exception;
}
