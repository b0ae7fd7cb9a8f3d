/** Finds out whether a thread is still in a loop. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.loop;
