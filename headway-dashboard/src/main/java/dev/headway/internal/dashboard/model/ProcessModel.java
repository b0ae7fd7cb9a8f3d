package dev.headway.internal.dashboard.model;

import org.jspecify.annotations.Nullable;

/** Where lines come from: a running program, or a file. Guarded by the board. */
public final class ProcessModel {
  private final String name;
  private final PrintedLines printed = new PrintedLines();
  private boolean connected = true;
  private long unreadable;
  private @Nullable Long heardMillis;
  private String program = "";
  private String refusal = "";

  ProcessModel(String name) {
    this.name = Texts.name(name);
  }

  void heard(@Nullable Long atMillis) {
    heardMillis = atMillis == null ? heardMillis : atMillis;
  }

  /** Takes the first line of a running program. */
  void hello(JsonLine line) {
    program = Texts.name(line.text("program"));
    refusal = "";
  }

  void refused(JsonLine line) {
    refusal = Texts.name(line.text("error"));
  }

  /** It is not there any more. */
  void left() {
    refusal = "";
  }

  void addUnreadable(long lines) {
    unreadable += lines;
  }

  void setConnected(boolean connected) {
    this.connected = connected;
  }

  /** The name of the file, or the id of the process. */
  public String name() {
    return name;
  }

  /** The program, as it calls itself; empty if it does not. */
  public String program() {
    return program;
  }

  /** What its worker processes and commands printed. */
  public PrintedLines printed() {
    return printed;
  }

  /** Why it tells nothing; mostly empty. */
  public String refusal() {
    return refusal;
  }

  /** Whether more may come. */
  public boolean isConnected() {
    return connected;
  }

  /** How many lines could not be read. */
  public long unreadable() {
    return unreadable;
  }

  /** The time of the last line by the clock of the system, in milliseconds; or null. */
  public @Nullable Long heardMillis() {
    return heardMillis;
  }
}
