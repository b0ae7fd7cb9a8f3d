/**
 * A job in progress: takes inputs, dispatches them in batches, and buffers the results for the
 * consumer. Internal: it may change at any time.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.run;
