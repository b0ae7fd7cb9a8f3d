/** Pictures, pages and texts of recordings, by a terminal emulator. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // The command is compiled after this.
module dev.headway.recording {
  requires dev.headway;
  requires com.fasterxml.jackson.core;
  requires org.jline.terminal;
  requires static org.jspecify;

  exports dev.headway.recording to
      dev.headway.cli;

  provides dev.headway.terminal.RecordingConverter with
      dev.headway.recording.CastConverter;
}
