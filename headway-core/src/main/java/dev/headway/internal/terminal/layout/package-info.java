/** From a snapshot and a width to lines: pure functions. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.layout;
