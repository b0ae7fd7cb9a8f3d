package dev.headway.cli.run;

import dev.headway.internal.process.protocol.WorkerProtocol;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processes of jobs: without a shell, with nothing or a block to read, and with files
 * for what they write. Safe for use by several threads.
 */
interface Launcher {

  /** Returns the best one for this system and this version of Java. */
  static Launcher find() {
    Launcher posix = PosixLauncher.find();
    return posix == null ? new JavaLauncher() : posix;
  }

  /**
   * Starts a process.
   *
   * @param words byte texts, the program first
   * @param block its standard input; null for nothing
   * @param spool where its output goes; the files are made
   * @param token what its environment has, as that of all that it starts
   * @throws IOException if the system does not start it; see {@link StartError}
   */
  JobProcess start(List<String> words, @Nullable Block block, Spool spool, String token)
      throws IOException;

  /** Returns the groups of its processes. */
  ProcessGroups groups();

  /** Returns the environment variable that all processes of a token have, with its value. */
  static String mark(String token) {
    return WorkerProtocol.TOKEN + "=" + token;
  }
}
