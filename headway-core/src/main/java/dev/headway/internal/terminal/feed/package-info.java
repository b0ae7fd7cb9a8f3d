/**
 * The feed: the progress of this process, served on a socket to other programs of its user.
 * Internal: without a promise.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.feed;
