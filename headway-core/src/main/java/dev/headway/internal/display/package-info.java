/**
 * The open progresses and their views: takes the snapshots, and wraps what a caller iterates.
 * Internal: without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.display;
