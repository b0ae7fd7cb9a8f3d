package dev.headway.faults;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** What may be wrong with a task of the {@link Soak}. */
enum SoakFault {
  NONE(Expected.SUCCESS),
  /** From outside, while it runs. */
  KILL(Expected.CRASH_OR_SUCCESS),
  /** The same, and the worker that starts in its place too. */
  KILL_STARTER(Expected.CRASH_OR_SUCCESS),
  /** The same, and the temporary folder of the worker that starts in its place is deleted. */
  DELETE_FOLDER(Expected.CRASH_OR_SUCCESS),
  /** A process that the task has started and waits for is killed. */
  KILL_CHILD(Expected.SUCCESS),
  /** Stopped from outside while it runs, and continued a while later. */
  STOP(Expected.SUCCESS),
  EXIT(Expected.CRASH),
  HALT(Expected.CRASH),
  HUGE_RESULT(Expected.SUCCESS),
  UNSERIALIZABLE_RESULT(Expected.FAILURE),
  EXCEPTION_THAT_CANNOT_TRAVEL(Expected.FAILURE),
  HANG(Expected.TIMEOUT);

  /** How a task with this fault ends. */
  enum Expected {
    SUCCESS,
    FAILURE,
    CRASH,
    CRASH_OR_SUCCESS,
    TIMEOUT
  }

  private static final int HUGE = 16 << 20;

  private final Expected expected;

  SoakFault(Expected expected) {
    this.expected = expected;
  }

  Expected expected() {
    return expected;
  }

  /** How many tasks it may cost: what is to hit a worker that starts may come late. */
  int kills() {
    return switch (this) {
      case KILL, DELETE_FOLDER -> 1;
      case KILL_STARTER -> 2;
      default -> 0;
    };
  }

  /** Whether it is done from outside, to a worker that runs the task. */
  boolean isOutside() {
    return kills() > 0 || this == STOP;
  }

  /** One input: what to do, and for how long. */
  record Order(int number, SoakFault fault, int millis) implements Serializable {}

  private static final class Untold extends Exception {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new IOException("This exception does not travel.");
    }
  }

  /** The task. */
  static Object perform(Order order) throws Exception {
    if (order.millis() > 0) {
      Thread.sleep(order.millis());
    }
    switch (order.fault()) {
      case EXIT -> System.exit(order.number() % 4);
      case HALT -> Runtime.getRuntime().halt(order.number() % 4);
      case KILL_CHILD -> {
        try {
          new ProcessBuilder("sleep", "1").start().waitFor();
        } catch (IOException e) {
          // It was killed before it began.
        }
      }
      case HUGE_RESULT -> {
        byte[] huge = new byte[HUGE];
        huge[HUGE - 1] = (byte) order.number();
        return huge;
      }
      case UNSERIALIZABLE_RESULT -> {
        return new Object();
      }
      case EXCEPTION_THAT_CANNOT_TRAVEL -> throw new Untold();
      case HANG -> {
        while (true) {
          try {
            Thread.sleep(1000);
          } catch (InterruptedException swallowed) {
            // So that only a kill ends it.
          }
        }
      }
      default -> {}
    }
    return order.number() * 3;
  }

  /** Whether a result is the one of its order. */
  static boolean fits(Order order, Object value) {
    return order.fault() == HUGE_RESULT
        ? value instanceof byte[] huge
            && huge.length == HUGE
            && huge[HUGE - 1] == (byte) order.number()
        : Integer.valueOf(order.number() * 3).equals(value);
  }
}
