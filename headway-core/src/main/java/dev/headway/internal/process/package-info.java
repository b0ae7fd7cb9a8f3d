/**
 * The worker of a pool that is a process: what runs one batch after the other in it. Internal:
 * without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process;
