package dev.headway.cli;

import dev.headway.internal.system.ProcessStarter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * The keys that are pressed while something goes on, if standard input is a terminal. That gives
 * each key at once meanwhile, and is as before afterwards.
 */
final class Keys implements AutoCloseable {
  private static final int NONE = -1;
  private static final int QUIT = 'q';

  private final LinkedBlockingDeque<Integer> pressed = new LinkedBlockingDeque<>();
  private final String before;
  private final Thread restoring = new Thread(this::restore, "headway-keys");
  private volatile boolean quit;

  private Keys(String before) {
    this.before = before;
  }

  /** No keys at all. */
  static Keys none() {
    return new Keys("");
  }

  /** Those of this terminal, if there is one. */
  static Keys ofThisTerminal() {
    Keys keys = new Keys(stty("-g"));
    if (!keys.before.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(keys.restoring);
      stty("-icanon -echo min 1");
      Thread reader = new Thread(keys::read, "headway-key-reader");
      reader.setDaemon(true);
      reader.start();
    }
    return keys;
  }

  private void read() {
    try {
      InputStream in = System.in;
      for (int key = in.read(); key >= 0; key = in.read()) {
        quit |= key == QUIT;
        pressed.add(key);
      }
    } catch (IOException e) {
      // Then there are no more keys.
    }
    pressed.add(QUIT); // A viewer who paused it has no key left to continue it.
  }

  /** True once the viewer has asked to quit. */
  boolean hasQuit() {
    return quit;
  }

  /** A key that is pressed in time, or -1. */
  int pressed(long nanos) throws InterruptedException {
    Integer key = pressed.poll(nanos, TimeUnit.NANOSECONDS);
    return key == null ? NONE : key;
  }

  /** The next of the keys that matter while it is paused, however long that takes. */
  int next() throws InterruptedException {
    int key = pressed.take();
    while (key != ' ' && key != '.' && key != QUIT) {
      key = pressed.take();
    }
    return key;
  }

  /** As if a key had been pressed now, before all others. */
  void again(int key) {
    pressed.addFirst(key);
  }

  @Override
  public void close() {
    if (!before.isEmpty()) {
      restore();
      try {
        Runtime.getRuntime().removeShutdownHook(restoring);
      } catch (IllegalStateException e) {
        // The process is ending, and does the same once more.
      }
    }
  }

  private void restore() {
    stty(before);
  }

  /** What stty answers for standard input; empty if that is no terminal. */
  private static String stty(String words) {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "stty " + words)
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.DISCARD);
    try {
      Process stty = ProcessStarter.start(builder);
      String answer =
          new String(stty.getInputStream().readNBytes(1024), StandardCharsets.US_ASCII).strip();
      return stty.waitFor() == 0 ? answer : "";
    } catch (IOException noShell) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
