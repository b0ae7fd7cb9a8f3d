/** JSON lines. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.json;
