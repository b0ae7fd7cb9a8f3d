package dev.headway.cli.run;

import dev.headway.internal.process.protocol.WorkerProtocol;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes by the system's {@code posix_spawn}. That takes half the CPU time of the way of
 * Java, which starts a helper program first; a job has a process group of its own; and the words
 * are bytes, whatever the locale is.
 */
final class PosixLauncher implements Launcher {
  /** Enough for what the system keeps in the objects of these functions. */
  private static final long OBJECT = 512;

  private static final long ALIGNED = 16;
  private static final Path NOTHING = Path.of("/dev/null");
  private static final int OWNER_ONLY = 0600;
  private static final int FIRST_OTHER_FILE = 3;

  private final MemorySegment spawnProgram = PosixCalls.find("posix_spawnp");
  private final MemorySegment init = PosixCalls.find("posix_spawn_file_actions_init");
  private final MemorySegment destroy = PosixCalls.find("posix_spawn_file_actions_destroy");
  private final MemorySegment open = PosixCalls.find("posix_spawn_file_actions_addopen");
  private final MemorySegment errorText = PosixCalls.find("strerror");

  private final PosixSystem system;
  private final @Nullable MemorySegment closeFrom;
  private final long attributes;
  private final long[] environment;
  private final PosixGroups groups;
  private final Charset pathCharset;

  private PosixLauncher(PosixSystem system) {
    this.system = system;
    this.closeFrom = system.closeFrom().isEmpty() ? null : PosixCalls.find(system.closeFrom());
    this.attributes = attributes(system);
    this.environment = environment(system);
    this.groups = new PosixGroups(system);
    this.pathCharset =
        Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
  }

  /** Returns null if this system is another one, or calls of it are not allowed. */
  static @Nullable Launcher find() {
    PosixSystem system = PosixSystem.current();
    if (system == null || !PosixLauncher.class.getModule().isNativeAccessEnabled()) {
      return null; // The other way warns of nothing.
    }
    try {
      return new PosixLauncher(system);
    } catch (NoSuchElementException | ExceptionInInitializerError missing) {
      return null; // Such as a C library of before 2021.
    }
  }

  /**
   * What is set for each process, for as long as this program runs. Each has a group of its own.
   * The signals are blocked that stop a process which uses the terminal in the background: a job
   * that asks there for a password fails, and does not wait for ever. Those that Java has blocked
   * in its own threads are not.
   */
  private static long attributes(PosixSystem system) {
    long made = Arena.global().allocate(OBJECT, ALIGNED).address();
    PosixCalls.call(PosixCalls.find("posix_spawnattr_init"), made);
    int flags =
        PosixSystem.SET_GROUP | PosixSystem.SET_DEFAULT_SIGNALS | PosixSystem.SET_SIGNAL_MASK;
    PosixCalls.call(PosixCalls.find("posix_spawnattr_setflags"), made, flags | system.flags());
    PosixCalls.call(PosixCalls.find("posix_spawnattr_setpgroup"), made, 0);
    PosixCalls.call(
        PosixCalls.find("posix_spawnattr_setsigmask"),
        made,
        signals(PosixSystem.TERMINAL_INPUT, PosixSystem.TERMINAL_OUTPUT));
    PosixCalls.call(
        PosixCalls.find("posix_spawnattr_setsigdefault"), made, signals(PosixSystem.PIPE));
    return made;
  }

  /** A set of signals: a bit for each, where the first is that of signal 1. */
  private static long signals(int... numbers) {
    MemorySegment set = Arena.global().allocate(OBJECT, ALIGNED);
    int bits = 0;
    for (int number : numbers) {
      bits |= 1 << number - 1;
    }
    set.set(ValueLayout.JAVA_INT, 0, bits);
    return set.address();
  }

  /** The variables of this program as they are, but for that of which each job has its own. */
  private static long[] environment(PosixSystem system) {
    MemorySegment symbol = PosixCalls.find(system.environment());
    long variable = system.asksForEnvironment() ? PosixCalls.word(symbol) : symbol.address();
    long table = PosixCalls.wordAt(variable);
    List<Long> variables = new ArrayList<>();
    for (long each; (each = PosixCalls.wordAt(table)) != 0; table += Long.BYTES) {
      if (!PosixCalls.startsWith(each, WorkerProtocol.TOKEN + "=")) {
        variables.add(each);
      }
    }
    return variables.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public JobProcess start(List<String> words, @Nullable Block block, Spool spool, String token)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long actions = arena.allocate(OBJECT, ALIGNED).address();
      PosixCalls.call(init, actions);
      try {
        addFiles(arena, actions, block, spool);
        long variables = variables(arena, token);
        MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
        int error = spawn(arena, pid, actions, words, variables);
        if (error == PosixSystem.NOT_A_PROGRAM) {
          error = spawn(arena, pid, actions, script(words), variables);
        }
        if (error != 0) {
          throw failure(error, spool);
        }
        return new PosixProcess(pid.get(ValueLayout.JAVA_INT, 0));
      } finally {
        PosixCalls.call(destroy, actions);
      }
    }
  }

  @Override
  public ProcessGroups groups() {
    return groups;
  }

  private void addFiles(Arena arena, long actions, @Nullable Block block, Spool spool) {
    if (closeFrom != null) { // First, so that there is room for those that follow.
      PosixCalls.call(closeFrom, actions, FIRST_OTHER_FILE);
    }
    long input = path(arena, block == null ? NOTHING : block.file());
    PosixCalls.call(open, actions, 0, input, PosixSystem.READ_ONLY, 0);
    PosixCalls.call(open, actions, 1, path(arena, spool.out()), system.create(), OWNER_ONLY);
    PosixCalls.call(open, actions, 2, path(arena, spool.err()), system.create(), OWNER_ONLY);
  }

  private long path(Arena arena, Path path) {
    return PosixCalls.string(arena, path.toString().getBytes(pathCharset));
  }

  private long variables(Arena arena, String token) {
    MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, environment.length + 2L);
    MemorySegment.copy(environment, 0, table, ValueLayout.JAVA_LONG, 0, environment.length);
    long own = PosixCalls.string(arena, ByteText.bytes(Launcher.mark(token)));
    table.setAtIndex(ValueLayout.JAVA_LONG, environment.length, own);
    return table.address();
  }

  private int spawn(
      Arena arena, MemorySegment pid, long actions, List<String> words, long variables)
      throws IOException {
    MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, words.size() + 1L);
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).indexOf('\0') >= 0) {
        throw new IOException("invalid null character in command");
      }
      byte[] bytes = ByteText.bytes(words.get(i));
      table.setAtIndex(ValueLayout.JAVA_LONG, i, PosixCalls.string(arena, bytes));
    }
    long program = table.get(ValueLayout.JAVA_LONG, 0);
    return PosixCalls.call(
        spawnProgram, pid.address(), program, actions, attributes, table.address(), variables);
  }

  /** What has no first line with an interpreter is for the shell, as everywhere else. */
  private static List<String> script(List<String> words) {
    String found = new Programs(System.getenv("PATH")).find(words.get(0));
    List<String> made = new ArrayList<>(List.of("/bin/sh", found == null ? words.get(0) : found));
    made.addAll(words.subList(1, words.size()));
    return made;
  }

  private IOException failure(int error, Spool spool) {
    String text = PosixCalls.text(PosixCalls.word(errorText, error));
    if (!Files.exists(spool.err())) { // The last that is done before the program.
      return new IOException(text, new FileNotFoundException(spool.err() + " (" + text + ")"));
    }
    return new IOException("error=" + error + ", " + text);
  }
}
