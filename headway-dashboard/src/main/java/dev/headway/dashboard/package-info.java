/**
 * The dashboard: one page for all jobs of a user. Start with {@link
 * dev.headway.dashboard.Dashboard}.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.dashboard;
