package dev.headway.internal.estimate;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link ScheduleEstimator} says.
 *
 * @param rate how many things end per second, or null before there is evidence
 * @param rest the time left, or null if nothing can be said or nothing is left
 */
public record Estimate(@Nullable Double rate, @Nullable TimeRange rest) {}
