package dev.headway.internal.terminal.device;

import java.util.ArrayList;
import java.util.List;

/**
 * The captured streams {@code System.out} and {@code System.err} of this process. They are
 * installed once and stay, because a logger keeps the stream that it finds at its first use. That
 * may be before, during or between two bars.
 */
public final class StandardStreams {

  /** Holds the only instance; created at the first use. */
  private static final class Installed {
    static final StandardStreams STREAMS = new StandardStreams();
  }

  private final StreamCapture error = StreamCapture.standardError(true);
  private final StreamCapture output = StreamCapture.standardOutput(true);

  private StandardStreams() {}

  /** Installs the captured streams, if they are not installed. */
  public static StandardStreams install() {
    return Installed.STREAMS;
  }

  /**
   * Shows text of the program above the bar.
   *
   * @param withOutput whether standard output goes to the same terminal as standard error
   * @return the captures to end with the bar
   */
  List<StreamCapture> capture(PrintTarget target, boolean withOutput) {
    List<StreamCapture> captures = new ArrayList<>();
    captures.add(error.begin(target));
    if (!error.isAt(System.err)) { // Other code has replaced the stream.
      captures.add(StreamCapture.standardError(false).begin(target));
    }
    if (withOutput) {
      captures.add(output.begin(target));
      if (!output.isAt(System.out)) {
        captures.add(StreamCapture.standardOutput(false).begin(target));
      }
    }
    LogHandlers.redirect();
    return captures;
  }
}
