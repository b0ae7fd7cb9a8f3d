package dev.headway.process;

import dev.headway.work.TaskFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What tests let worker processes do. */
public final class Tasks {
  private Tasks() {}

  public static final TaskFunction<Object, Long> PID = input -> ProcessHandle.current().pid();

  public static Object same(Object input) {
    return input;
  }

  static int addOne(int input) {
    return input + 1;
  }

  /** Ends its JVM in the way that the input names, or returns it. */
  public static Object obey(String command) throws Exception {
    switch (command) {
      case "exit" -> System.exit(7);
      case "halt" -> Runtime.getRuntime().halt(7);
      case "kill" -> {
        new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
        forEver();
      }
      case "memory" -> {
        return new long[Integer.MAX_VALUE - 8][1];
      }
      case "throw" -> throw new IllegalStateException("as told", new RuntimeException("the cause"));
      case "sleep" -> forEver();
      default -> {
        return command;
      }
    }
    return command;
  }

  /** Starts a process that outlives the task, and all that a test waits for. */
  static long leaveBehind(String command) throws Exception {
    return new ProcessBuilder(command, "600").inheritIO().start().pid();
  }

  public static void forEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Says that it runs by making a file, then never ends and heeds no interrupt. */
  static Object spin(String file) throws Exception {
    Files.createFile(Path.of(file));
    long count = 0;
    while (count >= 0) {
      count = (count + 1) & 0xFFFF;
    }
    return count;
  }
}
