package dev.headway.faults.terminal;

import dev.headway.Progress;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** What the tasks of {@link Program} do, by name. */
final class Deeds {
  static final int LINES = 400;
  static final int LOUD_LINES = 4_000;
  static final int BURST = 25_000;

  /** Longer than a test has patience, so that none takes its end for that of the program. */
  private static final long LONG_MILLIS = 500_000;

  private static final Object HELD = new Object();

  private static final Map<String, TaskFunction<Integer, Integer>> ALL =
      Map.ofEntries(
          Map.entry("instant", input -> input),
          Map.entry("quick", Deeds::quick),
          Map.entry("long", Deeds::sleepLong),
          Map.entry("stubborn", Deeds::stubborn),
          Map.entry("spin", Deeds::spin),
          Map.entry("churn", Deeds::churn),
          Map.entry("gated", Deeds::gated),
          Map.entry("locked", Deeds::locked),
          Map.entry("chatter", Deeds::chatter),
          Map.entry("burst", Deeds::burst),
          Map.entry("mishaps", Deeds::mishaps),
          Map.entry("telling", Deeds::telling),
          Map.entry("bytes", Deeds::bytes),
          Map.entry("broad", Deeds::broad),
          Map.entry("loud", Deeds::loud),
          Map.entry("controls", Deeds::controls),
          Map.entry("process", Deeds::leaveProcess),
          Map.entry("thread", Deeds::leaveThread));

  private Deeds() {}

  static TaskFunction<Integer, Integer> named(String name) {
    TaskFunction<Integer, Integer> deed = ALL.get(name);
    if (deed == null) {
      throw new IllegalArgumentException("There is no deed " + name);
    }
    return deed;
  }

  private static Path directory() {
    return Path.of(System.getenv(Scene.DIRECTORY));
  }

  /** Lets the test know that this task runs. */
  private static void started(int input) throws IOException {
    Files.createFile(directory().resolve(Scene.STARTED + input));
  }

  private static int quick(int input) throws Exception {
    started(input);
    Thread.sleep(100);
    return input;
  }

  private static int sleepLong(int input) throws Exception {
    started(input);
    Thread.sleep(LONG_MILLIS);
    return input;
  }

  private static int stubborn(int input) throws IOException {
    started(input);
    long end = System.nanoTime() + LONG_MILLIS * 1_000_000;
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(1000);
      } catch (InterruptedException swallowed) {
        // This is its deed.
      }
    }
    return input;
  }

  private static int spin(int input) throws IOException {
    started(input);
    int sum = 0;
    for (int i = 0; i >= 0 || sum != 1; i++) {
      sum += i ^ input;
    }
    return sum;
  }

  private static int churn(int input) throws IOException {
    started(input);
    byte[][] kept = new byte[64][];
    for (int i = 0; ; i++) {
      kept[i & 63] = new byte[1 << 18];
    }
  }

  private static int gated(int input) throws Exception {
    started(input);
    while (!Files.exists(directory().resolve(Scene.GATE))) {
      Thread.sleep(20);
    }
    return input;
  }

  static Object heldLock() {
    return HELD;
  }

  private static int locked(int input) throws Exception {
    synchronized (HELD) {
      return quick(input);
    }
  }

  /** About 64 bytes a line, 40 tasks with 400 lines each make 1 MB. */
  private static int chatter(int input) {
    for (int i = 0; i < LINES; i++) {
      String line = line(input, i);
      if (i % 2 == 0) {
        System.out.println(line);
      } else {
        System.err.println(line);
      }
    }
    return input;
  }

  static String line(int task, int number) {
    return String.format("task %02d says %03d %s.", task, number, "abcdefgh ".repeat(5).strip());
  }

  /** As fast as it can, when the bar is up. */
  private static int burst(int input) throws Exception {
    gated(input);
    for (int i = 0; i < BURST; i++) {
      System.out.println(burstLine(input, i));
    }
    return input;
  }

  static String burstLine(int task, int number) {
    return String.format("burst %d %05d", task, number);
  }

  /** One throws after it said something, one ends its worker. */
  private static int mishaps(int input) throws Exception {
    gated(input);
    if (input == 1) {
      System.out.println("before the failure");
      throw new IOException("as if truncated");
    }
    if (input == 2) {
      Runtime.getRuntime().halt(3);
    }
    return input;
  }

  /** Says how far it is, and prints something meanwhile. */
  private static int telling(int input) throws Exception {
    try (Progress pages = Progress.begin("pages", 4)) {
      pages.advance(3);
      System.out.println("task " + input + " has three of its pages.");
      return gated(input);
    }
  }

  /** Hides the cursor, clears the screen, changes the character set, rings, and is no text. */
  private static int controls(int input) throws Exception {
    gated(input);
    byte[] line =
        ("controls " + input + " \033[?25l\033[2J\033(0 \007\000 \016 ")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] rest = {(byte) 0xFF, (byte) 0xC3, ' ', 'e', 'n', 'd', '\n'};
    byte[] all = new byte[line.length + rest.length];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(rest, 0, all, line.length, rest.length);
    System.out.write(all, 0, all.length);
    System.out.flush();
    return input;
  }

  private static int bytes(int input) {
    byte[] all = bytesOf(input);
    System.out.write(all, 0, all.length);
    System.err.write(all, 0, all.length);
    return input;
  }

  /** What is no text in any encoding, a line of 200 KiB, all kinds of line ends, and none. */
  static byte[] bytesOf(int input) {
    byte[] all = new byte[400_000];
    new Random(input).nextBytes(all);
    Arrays.fill(all, 100_000, 300_000, (byte) 'x');
    byte[] ends = "\r\r\n\n\0\r\nrest".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ends, 0, all, all.length - ends.length, ends.length);
    return all;
  }

  /** More than any pipe holds, line by line. */
  private static int loud(int input) throws IOException {
    started(input);
    for (int i = 0; i < LOUD_LINES; i++) {
      System.out.println(line(input, i));
    }
    return input;
  }

  /** Lines that are far longer than any buffer, each of one letter. */
  private static int broad(int input) {
    for (int i = 0; i < 4; i++) {
      System.out.println(broadLine(input));
    }
    return input;
  }

  static String broadLine(int input) {
    return Character.toString('a' + input).repeat(1_000_000);
  }

  private static int leaveProcess(int input) throws IOException {
    if (input == 10) {
      new ProcessBuilder("sleep", "500")
          .redirectOutput(Redirect.INHERIT)
          .redirectError(Redirect.INHERIT)
          .start();
    }
    return input;
  }

  private static int leaveThread(int input) {
    if (input == 10) {
      new Thread(
              () -> {
                try {
                  Thread.sleep(LONG_MILLIS);
                } catch (InterruptedException e) {
                  // Then it ends.
                }
              },
              "left behind")
          .start();
    }
    return input;
  }
}
