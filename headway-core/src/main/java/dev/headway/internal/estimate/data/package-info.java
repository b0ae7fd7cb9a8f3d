/** What is observed of a progress: its counts, and how long tasks took. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.estimate.data;
