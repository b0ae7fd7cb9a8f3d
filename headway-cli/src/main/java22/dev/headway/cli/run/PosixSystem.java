package dev.headway.cli.run;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the systems that have {@code posix_spawn}.
 *
 * @param create the flags to write a new file: O_WRONLY, O_CREAT and O_TRUNC
 * @param flags further ones of {@code posix_spawnattr_setflags}
 * @param closeFrom a function that closes all other files in the new process; empty if a flag does
 * @param environment the variable with the environment, or a function that says where that is
 * @param asksForEnvironment true if it is a function
 * @param stop the number of SIGSTOP
 * @param proceed that of SIGCONT
 */
record PosixSystem(
    int create,
    int flags,
    String closeFrom,
    String environment,
    boolean asksForEnvironment,
    int stop,
    int proceed) {
  // The same on all of them.
  static final int READ_ONLY = 0;
  static final int SET_GROUP = 0x02;
  static final int SET_DEFAULT_SIGNALS = 0x04;
  static final int SET_SIGNAL_MASK = 0x08;
  static final int KILL = 9;
  static final int PIPE = 13;
  static final int TERMINATE = 15;
  static final int TERMINAL_INPUT = 21;
  static final int TERMINAL_OUTPUT = 22;

  /** The system cannot tell what kind of program a file is: it may be a script of the shell. */
  static final int NOT_A_PROGRAM = 8;

  private static final PosixSystem LINUX =
      new PosixSystem(
          0x1 | 0x40 | 0x200,
          0,
          "posix_spawn_file_actions_addclosefrom_np",
          "environ",
          false,
          19,
          18);

  /** The flag is POSIX_SPAWN_CLOEXEC_DEFAULT. */
  private static final PosixSystem MAC =
      new PosixSystem(0x1 | 0x200 | 0x400, 0x4000, "", "_NSGetEnviron", true, 17, 19);

  /** Those where the first six arguments of a function are in registers of 64 bits. */
  private static final List<String> PROCESSORS = List.of("amd64", "x86_64", "aarch64");

  /** Returns this system; null if it is not known here. */
  static @Nullable PosixSystem current() {
    if (!PROCESSORS.contains(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT))) {
      return null;
    }
    return switch (System.getProperty("os.name", "")) {
      case "Linux" -> LINUX;
      case "Mac OS X" -> MAC;
      default -> null;
    };
  }
}
