package dev.headway.internal.journal;

/**
 * What tells a task from all others, in every run: 96 bits of a hash over what its input says. They
 * are spread evenly over all values, on which the index of a file relies.
 *
 * @param high the first 64 bits
 * @param low the last 32 bits
 */
public record JournalKey(long high, int low) {}
