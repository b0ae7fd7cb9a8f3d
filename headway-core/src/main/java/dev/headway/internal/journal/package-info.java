/**
 * The file of a journal: an append-only log of what became of each task, from which a later run
 * goes on. Internal: not exported, and without a promise. Knows keys and bytes; what they are of,
 * its callers know.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.journal;
