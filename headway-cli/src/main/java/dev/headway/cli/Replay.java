package dev.headway.cli;

import dev.headway.recording.CastReader;
import dev.headway.recording.Timing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a recording. */
@Command(
    name = "replay",
    description = {
      "Play a recording in this terminal.",
      "The recording is an asciicast of version 2 or 3, as headway and asciinema make them.",
      "The space bar pauses and goes on, a dot shows the next moment while it is paused, and q"
          + " quits."
    })
final class Replay implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The recording.")
  private Path file;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      converter = Numbers.Speed.class,
      description = "How many times as fast as it was recorded (default: ${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--idle-limit",
      paramLabel = "SECONDS",
      converter = Numbers.Limit.class,
      description = "Wait no longer between two events (default: as the recording says).")
  private @Nullable Double idleLimit;

  @Option(names = "--at-once", description = "Show all without any wait.")
  private boolean atOnce;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Replay() {}

  @Override
  public void run() {
    try (CastReader cast = CastReader.open(file)) {
      Double limit = idleLimit == null ? cast.idleLimit() : idleLimit;
      // Behind a pipe the keys belong to the other program, such as less.
      boolean noKeys = atOnce || !Colour.isTerminal(1);
      try (Keys keys = noKeys ? Keys.none() : Keys.ofThisTerminal()) {
        Player player = new Player(System.out, terminal(), keys);
        player.play(cast, new Timing(limit), atOnce ? 0 : speed);
      }
      if (cast.truncatedLine() > 0) {
        TruncationWarning.tell(spec, file, cast.truncatedLine());
      }
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Behind a pipe another program writes to the terminal. */
  private static @Nullable PrintStream terminal() {
    return Colour.isTerminal(1) ? System.out : Colour.isTerminal(2) ? System.err : null;
  }
}
