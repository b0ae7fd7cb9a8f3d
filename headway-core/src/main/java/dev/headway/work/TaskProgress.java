package dev.headway.work;

import org.jspecify.annotations.Nullable;

/**
 * The progress of one step inside a task of a worker process, as the task reports it. Immutable.
 *
 * @param label what is being done; may be empty
 * @param bytes true if bytes are counted, false for anything else
 * @param done how much is done
 * @param total how much there is in all, or null if that is not known
 */
public record TaskProgress(String label, boolean bytes, long done, @Nullable Long total) {}
