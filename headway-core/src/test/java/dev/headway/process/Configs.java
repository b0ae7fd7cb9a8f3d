package dev.headway.process;

import dev.headway.internal.process.config.ProcessConfig;

/** The settings behind {@link Processes}, for tests of what is made of them. */
public final class Configs {
  private Configs() {}

  public static ProcessConfig of(Processes processes) {
    return processes.config();
  }
}
