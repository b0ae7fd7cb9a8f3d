/**
 * Gives runs their workers: the worker threads of a pool, or the caller of a job. Internal: it may
 * change at any time.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.scheduler;
