/** What a bar is drawn on, and the standard streams beside it. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.device;
