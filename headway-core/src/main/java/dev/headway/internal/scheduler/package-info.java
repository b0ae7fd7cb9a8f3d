/**
 * Gives runs their workers: threads of a pool, one for each worker, and the caller of a job.
 * Internal: without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.scheduler;
