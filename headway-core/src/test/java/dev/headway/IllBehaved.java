package dev.headway;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Values and exceptions of users that do all but describe themselves. */
final class IllBehaved {
  private static final int LONG = 5_000_000;

  private IllBehaved() {}

  private static String endless() {
    while (true) {
      LockSupport.park();
      Thread.interrupted();
    }
  }

  private static String overflow() {
    return overflow() + "x";
  }

  /** An input, and a result. */
  abstract static class Order implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int hashCode() {
      throw new IllegalStateException("hash");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }
  }

  /** Has no text. */
  static final class Silent extends Order {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return null;
    }
  }

  /** Throws. */
  static final class Throwing extends Order {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  /** Calls itself. */
  static final class Overflowing extends Order {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return overflow();
    }
  }

  /** Never ends, also not when it is interrupted. */
  static final class Endless extends Order {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return endless();
    }
  }

  /** Has a text that fills the memory. */
  static final class Long extends Order {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "x".repeat(LONG);
    }
  }

  /** Its text is that of Object, which asks its hash. */
  static final class Hashed extends Order {
    private static final long serialVersionUID = 1L;
  }

  /** Bars name records. */
  record Named(String name) implements Serializable {
    @Override
    public String toString() {
      throw new StackOverflowError();
    }
  }

  /** All kinds of inputs. */
  static List<Serializable> inputs() {
    return List.of(
        new Silent(),
        new Throwing(),
        new Overflowing(),
        new Endless(),
        new Long(),
        new Hashed(),
        new Named("a"));
  }

  /** Its message throws. */
  static final class NoMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  /** Its message never ends. */
  static final class EndlessMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getLocalizedMessage() {
      return endless();
    }

    @Override
    public String getMessage() {
      return endless();
    }
  }

  /** Its message calls itself. */
  static final class OverflowingMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      return overflow();
    }
  }

  /** Its message fills the memory. */
  static final class LongMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      return "x".repeat(LONG);
    }
  }

  /** Has neither a text nor a stack. */
  static final class NoText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return null;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }

  /** Its cause throws. */
  static final class NoCause extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw new StackOverflowError();
    }
  }

  /** Is its own cause. */
  static final class OwnCause extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }

  /** Has causes without end. */
  static final class EndlessCauses extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return new EndlessCauses();
    }
  }

  /** Throws when it is printed. */
  static final class NoPrint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public void printStackTrace(PrintStream out) {
      throw new IllegalStateException("no print");
    }

    @Override
    public void printStackTrace(PrintWriter out) {
      throw new IllegalStateException("no print");
    }
  }

  /** A circle of causes and of what was suppressed. */
  static RuntimeException circle() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);
    one.addSuppressed(two);
    two.addSuppressed(one);
    return one;
  }

  /** All kinds of exceptions. */
  static List<RuntimeException> exceptions() {
    return Stream.of(
            new NoMessage(),
            new EndlessMessage(),
            new OverflowingMessage(),
            new LongMessage(),
            new NoText(),
            new NoCause(),
            new OwnCause(),
            new EndlessCauses(),
            new NoPrint(),
            circle())
        .toList();
  }
}
