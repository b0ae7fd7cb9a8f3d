package dev.headway.cli.run;

import dev.headway.internal.system.ProcessStarter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A small shell beside this program, which ends the jobs if this program is killed by SIGKILL. It
 * waits for a line on its standard input; the end of the input says that this program has gone. It
 * finds the jobs by the token in their environment, so it works on Linux alone.
 */
final class Watcher implements AutoCloseable {
  private static final Path PROC = Path.of("/proc/self/environ");

  /** $1 is the mark in the environment, $2 the folder to delete. */
  static final String SCRIPT =
      """
      trap '' INT QUIT TERM HUP TSTP
      read -r line && exit 0
      marked() {
        for file in $(grep -lF -- "$1" /proc/[0-9]*/environ 2>/dev/null); do
          pid=${file#/proc/}
          echo "${pid%/environ}"
        done
      }
      end() {
        for pid in $2; do
          kill -s "$1" "$pid" 2>/dev/null
        done
      }
      # Of a job between two programs the system shows no environment for a moment.
      gone() {
        [ -z "$(marked "$1")" ] && sleep 0.2 && [ -z "$(marked "$1")" ]
      }
      end TERM "$(marked "$1")"
      tries=0
      until gone "$1" || [ $tries -ge 100 ]; do
        if [ $tries -lt 10 ]; then
          sleep 0.1
        else
          end KILL "$(marked "$1")"
        fi
        tries=$((tries + 1))
      done
      rm -rf -- "$2"
      """;

  private final @Nullable Process process;

  private Watcher(@Nullable Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param mark a variable with its value
   * @param folder what is to be deleted
   */
  static Watcher start(String mark, Path folder) {
    if (!Files.isReadable(PROC)) {
      return new Watcher(null);
    }
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", SCRIPT, "headway-watcher", mark, folder.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    try {
      return new Watcher(ProcessStarter.start(builder));
    } catch (IOException noShell) {
      return new Watcher(null); // The jobs run all the same.
    }
  }

  /** Tells it that all is done. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    try (OutputStream line = process.getOutputStream()) {
      line.write('\n');
    } catch (IOException gone) {
      // Then it has ended before.
    }
  }
}
