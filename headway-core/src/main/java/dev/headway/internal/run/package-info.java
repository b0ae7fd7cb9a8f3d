/**
 * A job in progress: takes inputs, hands them out in batches, and keeps the results for the
 * consumer. Internal: without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.run;
