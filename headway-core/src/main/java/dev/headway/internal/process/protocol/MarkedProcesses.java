package dev.headway.internal.process.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes that belong to a worker or a command: its descendants, and on Linux all that have
 * its token in their environment, whatever their parent is by now. Processes that have a session of
 * their own are daemons, meant to stay, and do not belong to it unless daemons are asked for; that
 * can be told on Linux alone.
 */
public final class MarkedProcesses {
  private static final Path PROC = Path.of("/proc");

  private final String token;
  private final @Nullable String session;
  private final boolean withDaemons;
  private final ProcessLooks looks;

  /**
   * Those of a worker which has the session of this process.
   *
   * @param token of the worker, which cannot be guessed
   */
  public MarkedProcesses(String token) {
    this(token, false, new ProcessLooks());
  }

  /**
   * Those of a worker or a command.
   *
   * @param token of the worker or the command, which cannot be guessed
   * @param withDaemons true if processes with a session of their own belong to it too
   * @param looks may be those of other workers or commands too
   */
  public MarkedProcesses(String token, boolean withDaemons, ProcessLooks looks) {
    this.token = token;
    this.looks = looks;
    this.session = session(ProcessHandle.current());
    this.withDaemons = withDaemons;
  }

  /** The descendants of a process that lives. */
  public List<ProcessHandle> descendants(ProcessHandle ancestor) {
    return ancestor.descendants().filter(this::isOurs).toList();
  }

  /** True unless it has a session of its own, as far as that can be told. */
  public boolean isOurs(ProcessHandle process) {
    return withDaemons || session == null || session.equals(session(process));
  }

  /**
   * Ends a worker's processes, also what is started meanwhile, until nothing new is found.
   *
   * @param worker whose descendants are to be ended too, while it lives
   * @param end ends a process; is called once for each
   * @param passes how often to look at the most
   * @return false if there were new ones to the last
   */
  public boolean end(ProcessHandle worker, Consumer<ProcessHandle> end, int passes) {
    return end(List.of(worker), end, passes);
  }

  /** The same for several, whose descendants are to be ended too. */
  public boolean end(Collection<ProcessHandle> workers, Consumer<ProcessHandle> end, int passes) {
    Set<ProcessHandle> ended = new HashSet<>();
    int quiet = 0;
    for (int pass = 0; pass < passes; pass++) {
      int before = ended.size();
      ProcessLooks.Look look = looks.next();
      look.descendants(workers).stream().filter(this::isOurs).filter(ended::add).forEach(end);
      marked(look).stream().filter(ended::add).forEach(end);
      quiet = ended.size() > before ? 0 : quiet + 1;
      // A process that is just being started can be missed once.
      if (ended.isEmpty() || quiet == 2) {
        return true;
      }
    }
    return false;
  }

  /** All processes that have the token and are no daemons, except for this one. */
  private List<ProcessHandle> marked(ProcessLooks.Look look) {
    if (session == null) {
      return List.of();
    }
    return look.marked().stream()
        .filter(each -> each.tokens().stream().anyMatch(this::isMark))
        .flatMap(ProcessLooks.Marked::process)
        .filter(each -> !each.equals(ProcessHandle.current()) && isOurs(each))
        .toList();
  }

  /**
   * Tells whether a token is this one as a whole, or that of a worker of a program that the worker
   * has started, which begins with it.
   */
  boolean isMark(String other) {
    return other.startsWith(token)
        && (other.length() == token.length() || other.charAt(token.length()) == '/');
  }

  /** The fourth field behind the name, which may hold anything; null if it cannot be had. */
  private static @Nullable String session(ProcessHandle process) {
    try {
      Path file = PROC.resolve(Long.toString(process.pid())).resolve("stat");
      String line = new String(Files.readAllBytes(file), ISO_8859_1);
      return line.substring(line.lastIndexOf(')') + 2).split(" ", 5)[3];
    } catch (IOException | RuntimeException e) {
      return null; // It has gone, or this system does not show its processes as files.
    }
  }
}
