/** The headway command. */
@org.jspecify.annotations.NullMarked
module dev.headway.cli {
  requires com.fasterxml.jackson.core;
  requires dev.headway;
  requires dev.headway.dashboard;
  requires dev.headway.recording;
  requires info.picocli;
  requires static org.jspecify;

  opens dev.headway.cli to
      info.picocli;
}
