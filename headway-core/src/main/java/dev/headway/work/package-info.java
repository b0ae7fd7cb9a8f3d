/**
 * The WORK wing: what a task is, what becomes of it, and the contract between a run and the workers
 * that perform its tasks. Knows nothing of progress bars and depends on the JDK alone.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.work;
