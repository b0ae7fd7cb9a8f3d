package dev.headway.internal.process.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all processes of this machine. A look takes some milliseconds, and more where there are
 * thousands of processes. So threads that ask while one is under way share the next: a thousand
 * jobs that are ended at once need a few. Safe for use by several threads.
 */
public final class ProcessLooks {
  private static final Path PROC = Path.of("/proc");
  private static final String TOKEN = WorkerProtocol.TOKEN + "=";

  /**
   * How long to wait for the next program of a process: 500 times a millisecond, since it may not
   * get a processor meanwhile.
   */
  private static final int MOMENTS = 500;

  private static final long MOMENT_NANOS = 1_000_000;

  /** What a process has in its environment; it may have been handed several tokens. */
  record Marked(Path entry, List<String> tokens) {
    /**
     * The process, if it has the tokens still. The handle knows when its process began, and does
     * not hit one that came later. What is true of the process now is true of the one that the
     * handle means.
     */
    Stream<ProcessHandle> process() {
      Optional<ProcessHandle> handle =
          ProcessHandle.of(Long.parseLong(entry.getFileName().toString()));
      return handle.stream().filter(each -> tokens.equals(ProcessLooks.tokens(entry)));
    }
  }

  /** What was there. */
  static final class Look {
    private final List<Marked> marked;
    private final Supplier<Map<ProcessHandle, List<ProcessHandle>>> tree;

    // Guarded by this.
    private @Nullable Map<ProcessHandle, List<ProcessHandle>> children;

    /**
     * A look.
     *
     * @param tree asks which processes have started which; asked once, if that is to be known
     */
    Look(List<Marked> marked, Supplier<Map<ProcessHandle, List<ProcessHandle>>> tree) {
      this.marked = marked;
      this.tree = tree;
    }

    List<Marked> marked() {
      return marked;
    }

    private synchronized Map<ProcessHandle, List<ProcessHandle>> children() {
      Map<ProcessHandle, List<ProcessHandle>> known = children;
      if (known == null) {
        known = tree.get();
        children = known;
      }
      return known;
    }

    /** Those that some processes have started that live, and those that these have. */
    Collection<ProcessHandle> descendants(Collection<ProcessHandle> ancestors) {
      Queue<ProcessHandle> open =
          new ArrayDeque<>(ancestors.stream().filter(ProcessHandle::isAlive).toList());
      if (open.isEmpty()) {
        return List.of(); // The end of most workers: no look at the tree.
      }
      Set<ProcessHandle> found = new LinkedHashSet<>();
      for (ProcessHandle each = open.poll(); each != null; each = open.poll()) {
        children().getOrDefault(each, List.of()).stream().filter(found::add).forEach(open::add);
      }
      return found;
    }
  }

  private final Supplier<Look> looking;

  // Guarded by this.
  private long begun;
  private long ended;
  private Look last = new Look(List.of(), Map::of);

  /** At the processes of this machine. */
  public ProcessLooks() {
    this(ProcessLooks::look);
  }

  /**
   * At what is shown.
   *
   * @param looking takes a look
   */
  ProcessLooks(Supplier<Look> looking) {
    this.looking = looking;
  }

  /** What a look shows that begins after this call. */
  Look next() {
    synchronized (this) {
      long wanted = begun + 1;
      boolean interrupted = false;
      while (begun > ended && ended < wanted) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // The look ends soon, and what is to be ended must be found.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (ended >= wanted) {
        return last;
      }
      begun++;
    }
    Look look = null;
    try {
      look = looking.get();
      return look;
    } finally {
      end(look);
    }
  }

  private synchronized void end(@Nullable Look look) {
    if (look == null) {
      begun = ended; // It failed: a thread that waits looks itself.
    } else {
      last = look;
      ended = begun;
    }
    notifyAll();
  }

  private static Look look() {
    return new Look(Files.isDirectory(PROC) ? marked() : List.of(), ProcessLooks::children);
  }

  private static Map<ProcessHandle, List<ProcessHandle>> children() {
    Map<ProcessHandle, List<ProcessHandle>> children = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(each -> each.parent().ifPresent(parent -> add(children, parent, each)));
    return children;
  }

  private static void add(
      Map<ProcessHandle, List<ProcessHandle>> children, ProcessHandle parent, ProcessHandle child) {
    children.computeIfAbsent(parent, key -> new ArrayList<>()).add(child);
  }

  private static List<Marked> marked() {
    List<Marked> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        List<String> tokens = tokens(process);
        if (!tokens.isEmpty()) { // Few have one, on a machine with many.
          found.add(new Marked(process, tokens));
        }
      }
    } catch (IOException | RuntimeException e) {
      // The listing broke off; the next look sees more.
    }
    return found;
  }

  private static List<String> tokens(Path process) {
    try {
      byte[] environment = read(process.resolve("environ"));
      for (int i = 0; i < MOMENTS && environment.length == 0 && !lacksOne(process); i++) {
        LockSupport.parkNanos(MOMENT_NANOS);
        environment = read(process.resolve("environ"));
      }
      return tokens(new String(environment, ISO_8859_1));
    } catch (IOException e) {
      return List.of(); // It has gone, or belongs to another user.
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toFile())) {
      return in.readAllBytes();
    }
  }

  private static boolean lacksOne(Path process) throws IOException {
    return lacksEnvironment(new String(read(process.resolve("stat")), ISO_8859_1));
  }

  /**
   * Tells whether a process has no environment: it has ended, or belongs to the kernel, or its is
   * empty. False between two programs: the kernel shows none for a moment then, and an empty one
   * for another, in which the process does not sleep. The fields behind the name, which may hold
   * anything, are in proc(5): the state, the flags, and where the environment begins and ends.
   */
  static boolean lacksEnvironment(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
    boolean ended = "ZXx".contains(fields[0]);
    boolean ofKernel = (Long.parseLong(fields[6]) & 0x200000) != 0;
    boolean unknown = fields.length <= 48;
    if (ended || ofKernel || unknown) {
      return true;
    }
    boolean asleep = !"RD".contains(fields[0]);
    return asleep && !"0".equals(fields[48]) && fields[47].equals(fields[48]);
  }

  /** The tokens in an environment, as the kernel shows it. */
  static List<String> tokens(String environment) {
    if (!environment.contains(TOKEN)) {
      return List.of();
    }
    return Arrays.stream(environment.split("\0"))
        .filter(variable -> variable.startsWith(TOKEN))
        .map(variable -> variable.substring(TOKEN.length()))
        .toList();
  }
}
