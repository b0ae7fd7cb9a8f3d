/** One page for all jobs of a user, served to a browser on the same machine. */
@org.jspecify.annotations.NullMarked
module dev.headway.dashboard {
  requires dev.headway;
  requires com.fasterxml.jackson.core;
  requires jdk.httpserver;
  requires static org.jspecify;

  exports dev.headway.dashboard;
}
