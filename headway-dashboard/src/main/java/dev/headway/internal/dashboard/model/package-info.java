/** What is kept of each job, within bounds. Internal: without a promise. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.dashboard.model;
