/** The identity of an input, by its content alone. Internal: it may change at any time. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.journal.key;
