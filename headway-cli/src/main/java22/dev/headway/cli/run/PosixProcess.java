package dev.headway.cli.run;

import dev.headway.cli.run.FinishedJob.Ending;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** A process that {@link PosixLauncher} has started. */
final class PosixProcess implements JobProcess {
  private static final MemorySegment WAITPID = PosixCalls.find("waitpid");
  private static final MemorySegment KILL = PosixCalls.find("kill");

  private static final int SIGNAL_BITS = 0x7f;
  private static final int EXIT_SHIFT = 8;
  private static final int EXIT_BITS = 0xff;

  private final long pid;
  private volatile boolean ended;

  PosixProcess(long pid) {
    this.pid = pid;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public Optional<ProcessHandle> handle() {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    return ended ? Optional.empty() : handle; // Asked last: the number is free once it has ended.
  }

  /** Java does not wait for this process, and this asks for no other: both know what is theirs. */
  @Override
  public Ending await() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      while (PosixCalls.call(WAITPID, pid, status.address(), 0) != pid) {
        if (PosixCalls.call(KILL, pid, 0) != 0) {
          throw new IllegalStateException("Other code has taken the status of process " + pid);
        }
      }
      ended = true;
      return ending(status.get(ValueLayout.JAVA_INT, 0));
    }
  }

  private static Ending ending(int status) {
    int signal = status & SIGNAL_BITS;
    return signal == 0 ? new Ending(status >> EXIT_SHIFT & EXIT_BITS, 0) : new Ending(0, signal);
  }
}
