/** Starts worker processes, and says why one did not start. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.process.launch;
