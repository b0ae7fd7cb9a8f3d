package dev.headway.cli.run;

import java.lang.foreign.MemorySegment;

/** Process groups, by the system's own functions. */
record PosixGroups(PosixSystem system) implements ProcessGroups {
  private static final MemorySegment KILL = PosixCalls.find("kill");
  private static final MemorySegment GETPGID = PosixCalls.find("getpgid");

  @Override
  public boolean exist() {
    return true;
  }

  @Override
  public void signal(long leader, Signal signal) {
    PosixCalls.call(KILL, -leader, number(signal));
  }

  @Override
  public long of(long pid) {
    return PosixCalls.call(GETPGID, pid);
  }

  private int number(Signal signal) {
    return switch (signal) {
      case TERMINATE -> PosixSystem.TERMINATE;
      case KILL -> PosixSystem.KILL;
      case STOP -> system.stop();
      case CONTINUE -> system.proceed();
    };
  }
}
