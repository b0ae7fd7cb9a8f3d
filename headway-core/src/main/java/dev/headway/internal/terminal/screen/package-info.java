/**
 * Draws frames above the end of a terminal, and what is printed above them. Internal: without a
 * promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.screen;
