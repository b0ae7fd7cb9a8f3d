/** The headway command. */
@org.jspecify.annotations.NullMarked
module dev.headway.cli {
  requires dev.headway;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires org.jline.terminal;
  requires static org.jspecify;

  opens dev.headway.cli to
      info.picocli;
}
