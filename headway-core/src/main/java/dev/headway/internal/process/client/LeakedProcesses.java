package dev.headway.internal.process.client;

import dev.headway.internal.text.ControlEscapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a worker left running when it ended, to be told of once. It says which task was
 * the last. To know which task left them would take a walk through all processes after each. Safe
 * for use by several threads.
 */
public final class LeakedProcesses {
  private static final int NAMED = 3;

  private final String owner;
  private final System.Logger logger;

  private final Map<ProcessHandle, String> ended = new LinkedHashMap<>();
  private Set<ProcessHandle> expected = Set.of();
  private boolean told;

  private volatile @Nullable LongSupplier running;
  private volatile long last = -1;

  /**
   * Nothing is left yet.
   *
   * @param owner the name of the worker
   * @param logger is told
   */
  public LeakedProcesses(String owner, System.Logger logger) {
    this.owner = owner;
    this.logger = logger;
  }

  /** The initializer has started these: they are meant to live as long as the worker does. */
  synchronized void expect(Set<ProcessHandle> processes) {
    expected = processes;
  }

  /**
   * The worker is given tasks.
   *
   * @param index of the task that runs at the time of asking; negative if none does
   */
  void performing(LongSupplier index) {
    running = index;
  }

  /** It has performed them; the last was that with a given index. */
  void performed(long index) {
    last = index;
    running = null; // It holds the inputs.
  }

  /** Ends a process, and remembers it if it was still running. */
  public void end(ProcessHandle process) {
    String program = program(process);
    boolean running = process.isAlive();
    process.destroyForcibly();
    // One without a program has ended, and only its parent has not asked for its status yet.
    if (running && !program.isEmpty()) {
      add(process, program);
    }
  }

  private synchronized void add(ProcessHandle process, String program) {
    if (!told && !expected.contains(process)) {
      ended.putIfAbsent(process, program);
    }
  }

  /** Its program alone: arguments may be secrets. */
  private static String program(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    String command =
        info.command().or(() -> info.commandLine().map(LeakedProcesses::first)).orElse("");
    return ControlEscapes.of(command).strip();
  }

  private static String first(String commandLine) {
    return commandLine.strip().split("\\s", 2)[0];
  }

  /** Says what was left, if anything was; only the first call has an effect. */
  public void report() {
    String message;
    synchronized (this) {
      if (told || ended.isEmpty()) {
        told = true;
        return;
      }
      told = true;
      message = message();
    }
    logger.log(System.Logger.Level.WARNING, () -> message);
  }

  private String message() {
    StringBuilder text = new StringBuilder(owner).append(' ').append(when());
    text.append(" and left ").append(ended.size() == 1 ? "a process" : ended.size() + " processes");
    text.append(" running, ended now: ");
    int named = 0;
    for (Map.Entry<ProcessHandle, String> process : ended.entrySet()) {
      if (named == NAMED) {
        return text.append(", … and ").append(ended.size() - NAMED).append(" more").toString();
      }
      text.append(named++ == 0 ? "" : ",\n  ");
      text.append("pid ").append(process.getKey().pid());
      text.append(" (").append(process.getValue()).append(')');
    }
    return text.toString();
  }

  private String when() {
    LongSupplier current = running;
    long task = current == null ? -1 : current.getAsLong();
    if (task >= 0) {
      return "ended in task " + task;
    }
    return last < 0 ? "ended" : "ended after task " + last;
  }
}
