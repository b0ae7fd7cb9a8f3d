/** Environment variables and system properties, read. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.settings;
