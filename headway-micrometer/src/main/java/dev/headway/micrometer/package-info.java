/**
 * Metrics of jobs for the registries of Micrometer: {@link dev.headway.micrometer.HeadwayMetrics}.
 *
 * <pre>{@code
 * HeadwayMetrics metrics = new HeadwayMetrics();
 * metrics.bindTo(registry);                                   // all jobs of this program
 * pool.withViews(new BarView(), metrics.view(registry));      // a pool that has views of its own
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.headway.micrometer;
