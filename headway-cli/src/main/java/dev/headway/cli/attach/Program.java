package dev.headway.cli.attach;

import dev.headway.internal.terminal.feed.FeedFolder;
import dev.headway.internal.terminal.feed.FeedSocket;
import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A program that serves a feed.
 *
 * @param socket where
 */
public record Program(FeedSocket socket) {

  /**
   * Finds the programs of this user.
   *
   * @param environment the variables of this process
   * @param problems takes what is wrong with a folder, which is left out
   * @return by the number of the process
   * @throws IOException if the system does not tell who this user is
   */
  public static List<Program> all(Map<String, String> environment, Consumer<String> problems)
      throws IOException {
    List<Program> all = new ArrayList<>();
    for (FeedFolder folder : FeedFolder.all(environment)) {
      try {
        folder.sockets().forEach(socket -> all.add(new Program(socket)));
      } catch (IOException e) {
        problems.accept(String.valueOf(e.getMessage()));
      }
    }
    return all;
  }

  /**
   * Returns the number of its process.
   *
   * @return its pid
   */
  public long pid() {
    return socket.pid();
  }

  /** Whether its socket is there. */
  boolean exists() {
    return Files.exists(socket.path(), LinkOption.NOFOLLOW_LINKS);
  }

  /** What is said of a program that takes a connection and says nothing. */
  String silence() {
    return "Process "
        + pid()
        + " does not answer at "
        + ControlEscapes.of(socket.path().toString())
        + ". It may be stopped, as by Ctrl-Z.";
  }
}
