/**
 * What is shown of work in progress, and a bar for loops and streams.
 *
 * <ul>
 *   <li>{@link dev.headway.Progress}: a bar of its own, for work that no pool does.
 *   <li>{@link dev.headway.progress.View}: shows {@linkplain dev.headway.progress.Snapshot
 *       snapshots}, each of which holds all numbers at one instant.
 *   <li>{@link dev.headway.progress.ProgressListener}: is called for each event of a job.
 *   <li>{@link dev.headway.Display}: what views share.
 * </ul>
 *
 * <p>This package knows nothing of pools and of terminals, and depends on the JDK alone.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.progress;
