package dev.headway;

import org.jspecify.annotations.Nullable;

/**
 * An input on its way to a worker.
 *
 * @param index its place in the source, from 0
 * @param weight how much work it is; 1 where nobody weighs
 * @param returns how often a worker has given it back without beginning it
 * @param attempt how often it was tried, this time included
 */
record Task<A extends @Nullable Object>(
    long index, A input, long weight, int returns, int attempt) {

  Task<A> givenBack() {
    return new Task<>(index, input, weight, returns + 1, attempt);
  }

  Task<A> again() {
    return new Task<>(index, input, weight, 0, attempt + 1);
  }
}
