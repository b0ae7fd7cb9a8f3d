/** Metrics of jobs for Micrometer: start with {@link dev.headway.micrometer.HeadwayMetrics}. */
@org.jspecify.annotations.NullMarked
// Micrometer's jars have names, but no descriptions of modules.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.headway.micrometer {
  requires transitive dev.headway;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports dev.headway.micrometer;
}
