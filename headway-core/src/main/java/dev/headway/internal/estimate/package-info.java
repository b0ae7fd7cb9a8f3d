/**
 * Predicts the end of a progress from what has ended and what runs. Knows nothing of displays.
 * Internal: without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.estimate;
