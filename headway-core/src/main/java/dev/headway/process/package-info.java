/**
 * Worker processes: each worker is a JVM of its own. A crash, an endless loop or a lack of memory
 * costs the task that caused it and no other. Start with {@link dev.headway.process.Processes}.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.process;
