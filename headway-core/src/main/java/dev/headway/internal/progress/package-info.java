/**
 * The numbers of progresses: counted by workers and loops, read by the thread that takes snapshots.
 * Internal: without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.progress;
