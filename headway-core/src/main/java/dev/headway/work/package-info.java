/**
 * Where tasks run, and what becomes of them.
 *
 * <ul>
 *   <li>{@link dev.headway.work.Threads} and {@link dev.headway.work.Serial}: the backends in this
 *       JVM. The one with worker processes is {@code dev.headway.process.Processes}.
 *   <li>{@link dev.headway.work.Outcome}: what became of a task.
 *   <li>{@link dev.headway.work.Backend} and {@link dev.headway.work.Worker}: what to implement for
 *       another backend.
 * </ul>
 *
 * <p>This package knows nothing of progress bars, and depends on the JDK alone.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.work;
