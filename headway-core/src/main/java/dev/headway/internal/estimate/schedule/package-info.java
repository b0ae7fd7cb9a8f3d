/** Simulations of the rest of a schedule, with what is known of the durations of its tasks. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.estimate.schedule;
