package dev.headway.bench.contestant;

/** The floor of a worker's memory: a JVM that has done nothing. Answers its private bytes. */
final class IdleJvm {
  private IdleJvm() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      System.in.read(); // Until the parent ends it.
      return;
    }
    Process child =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                IdleJvm.class.getName(),
                "wait")
            .start();
    Thread.sleep(1_000);
    Timed.answer(IdleMemory.privateBytes(child.pid()));
    child.destroy();
  }
}
