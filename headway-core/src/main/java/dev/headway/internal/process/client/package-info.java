/**
 * A worker process as its parent sees it: requests, results, output, and how it ended. Internal:
 * without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.client;
