/**
 * What {@code headway progress} does: passes bytes on and counts them ({@link
 * dev.headway.cli.progress.Transfer}), or looks at files that others read or write ({@link
 * dev.headway.cli.progress.WatchedProcess}, {@link dev.headway.cli.progress.WatchedFile}).
 */
@org.jspecify.annotations.NullMarked
package dev.headway.cli.progress;
