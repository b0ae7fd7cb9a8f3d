package dev.headway.cli.run;

/**
 * How Java starts processes. On Linux, Java 17 to 21 can start them by {@code vfork}, which takes
 * half the CPU time of the usual way: that starts a helper program, which starts the command. Later
 * versions warn of it.
 */
public final class LaunchMechanism {
  private static final String PROPERTY = "jdk.lang.Process.launchMechanism";
  private static final int LAST_WITH_VFORK = 21;

  private LaunchMechanism() {}

  /** Chooses the fast way where there is one. Has no effect after the first process. */
  public static void choose() {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    if (linux
        && Runtime.version().feature() <= LAST_WITH_VFORK
        && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, "VFORK");
    }
  }
}
