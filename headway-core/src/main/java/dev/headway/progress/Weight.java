package dev.headway.progress;

import org.jspecify.annotations.Nullable;

/**
 * What the inputs of a job weigh that are done, as {@link dev.headway.Weigher} says. Immutable.
 *
 * @param unit what a weight counts; {@link Unit#ITEMS} if the job does not say it
 * @param done what those weigh together that are settled, those done before the job included
 * @param total what all inputs weigh together, or null if that is not known
 */
public record Weight(Unit unit, long done, @Nullable Long total) {}
