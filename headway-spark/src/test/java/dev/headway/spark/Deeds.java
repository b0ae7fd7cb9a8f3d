package dev.headway.spark;

import dev.headway.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What tasks of tests do. */
final class Deeds {
  private Deeds() {}

  static final String NOWHERE = "/no/such/java";

  /** Lets some JVMs find no program that could start another one. */
  static int moveJava(String folder, int count, int x) throws java.io.IOException {
    addOneSlowly(x);
    synchronized (Deeds.class) {
      boolean moved = System.getProperty("java.home").equals(NOWHERE);
      for (int i = 0; i < count && !moved; i++) {
        moved = new java.io.File(folder, "moved" + i).createNewFile();
      }
      if (moved) {
        System.setProperty("java.home", NOWHERE);
      }
    }
    return x;
  }

  static int addOneSlowly(int x) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    return x + 1;
  }

  /** Ends its JVM at one input. */
  static int haltOn(int poison, int x) {
    if (x == poison) {
      Runtime.getRuntime().halt(7);
    }
    return addOneSlowly(x);
  }

  /** Never ends from an input on, whatever it is told. */
  static int deafFrom(int first, int x) {
    while (x >= first) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      Thread.interrupted();
    }
    return x;
  }

  static int takeAllMemoryOn(int poison, int x) {
    if (x == poison) {
      byte[][] all = new byte[1 << 20][];
      for (int i = 0; i < all.length; i++) {
        all[i] = new byte[1 << 24];
      }
      return all.length;
    }
    return x;
  }

  static byte[] megabytes(int count) {
    byte[] bytes = new byte[count << 20];
    bytes[bytes.length - 1] = 1;
    return bytes;
  }

  /** The first one comes when many others are there. */
  static byte[] largeBehindSlow(int x) {
    if (x == 0) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
    }
    return megabytes(2);
  }

  static int failOnTens(int x) {
    if (x % 10 == 0) {
      throw new IllegalArgumentException("no " + x);
    }
    return x;
  }

  /** From an input on, says that it has begun and waits for a file. */
  static int waitFrom(int first, String folder, int x) throws java.io.IOException {
    if (x >= first && new java.io.File(folder, "begun" + x).createNewFile()) {
      while (!new java.io.File(folder, "go").exists()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    return x + 1;
  }

  /** Says that it has begun, and never ends, whatever it is told. */
  static int deafOnceBegun(String folder, int x) throws java.io.IOException {
    new java.io.File(folder, "begun" + x).createNewFile();
    return deafFrom(x, x);
  }

  /** Never ends at an input on its first attempt, which makes the file. */
  static int stuckOnce(String file, int stuck, int x) throws java.io.IOException {
    if (x == stuck && new java.io.File(file).createNewFile()) {
      deafFrom(x, x);
    }
    return x;
  }

  /** A state that makes a file when it is closed. */
  record Closing(String file) implements AutoCloseable {
    @Override
    public void close() throws java.io.IOException {
      new java.io.File(file).createNewFile();
    }
  }

  static int print(int x) {
    System.out.println("task " + x + " speaks");
    return x;
  }

  static long pid(int x) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    return ProcessHandle.current().pid();
  }

  /** Waits until as many processes have a task; each makes a file in the folder. */
  static long pidOf(int processes, String folder, int x) throws java.io.IOException {
    java.io.File all = new java.io.File(folder);
    new java.io.File(all, Long.toString(ProcessHandle.current().pid())).createNewFile();
    while (all.list().length < processes) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return ProcessHandle.current().pid();
  }

  /** Makes a file with the number of its process, and waits for another one. */
  static int waitInEachProcess(String folder, int x) throws java.io.IOException {
    new java.io.File(folder, "" + ProcessHandle.current().pid()).createNewFile();
    while (!new java.io.File(folder, "go").exists()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return x;
  }

  /** Goes on until the progress was seen, of which a file tells. */
  static int withProgress(String seen, int x) {
    try (Progress steps = Progress.begin("steps")) {
      steps.advance(1);
      Await.until("views of the steps", () -> Files.exists(Path.of(seen)));
    }
    return x;
  }
}
