package dev.headway.internal.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that has ended, and whose parent does not ask how until this is closed. */
public final class Zombie implements AutoCloseable {
  private final Process parent;
  private final long pid;

  private Zombie(Process parent, long pid) {
    this.parent = parent;
    this.pid = pid;
  }

  /** Returns when the process has ended. */
  public static Zombie make() throws IOException {
    // What follows exec has a child that it knows nothing of.
    Process parent = new ProcessBuilder("sh", "-c", "sh -c 'echo $$' & exec sleep 600").start();
    Zombie made = new Zombie(parent, Long.parseLong(parent.inputReader().readLine()));
    while (made.state() != 'Z') {
      Thread.onSpinWait();
    }
    return made;
  }

  private char state() throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    String fields = Files.readString(stat, StandardCharsets.ISO_8859_1);
    return fields.charAt(fields.lastIndexOf(')') + 2);
  }

  public long pid() {
    return pid;
  }

  public ProcessHandle handle() {
    return ProcessHandle.of(pid).orElseThrow();
  }

  @Override
  public void close() {
    parent.destroyForcibly();
  }
}
