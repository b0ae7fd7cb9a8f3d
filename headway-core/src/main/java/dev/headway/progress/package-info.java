/**
 * The PROGRESS wing: events become state, state becomes snapshots, snapshots go to views. Knows
 * nothing of pools and of how terminals are drawn on, and depends on the JDK alone.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.progress;
