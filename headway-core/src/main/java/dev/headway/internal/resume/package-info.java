/**
 * The journal of a run: which inputs an earlier run has done, with what value, and what became of
 * the others. Internal: it may change at any time.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.resume;
