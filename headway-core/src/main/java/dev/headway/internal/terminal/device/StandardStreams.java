package dev.headway.internal.terminal.device;

import java.util.ArrayList;
import java.util.List;

/**
 * The stand-ins for {@code System.out} and {@code System.err} of this process. They are installed
 * once and stay, as the streams themselves are one for a process: a logger takes hold of a stream
 * when it is first used, which may be before, during or between two bars.
 */
public final class StandardStreams {

  /** Made when it is first needed. */
  private static final class Installed {
    static final StandardStreams STREAMS = new StandardStreams();
  }

  private final StreamCapture error = StreamCapture.standardError(true);
  private final StreamCapture output = StreamCapture.standardOutput(true);

  private StandardStreams() {}

  /** Installs the stand-ins, if they are not. */
  public static StandardStreams install() {
    return Installed.STREAMS;
  }

  /**
   * Lets what the program prints appear above the bar.
   *
   * @param withOutput whether standard output goes to the same terminal as standard error
   * @return what is to be ended with the bar
   */
  List<StreamCapture> capture(PrintTarget target, boolean withOutput) {
    List<StreamCapture> captures = new ArrayList<>();
    captures.add(error.begin(target));
    if (!error.isAt(System.err)) { // Somebody else put another stream in place.
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
