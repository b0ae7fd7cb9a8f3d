package dev.headway.process;

import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.invoke.SerializedLambda;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/**
 * Loads what is certainly needed soon while there is nothing else to do. Half of the time that a
 * worker takes to start goes into loading classes, in its parent and in itself, and each of the two
 * waits for the other meanwhile. Nothing depends on it: what is not loaded here is loaded later.
 */
final class Readiness {
  private Readiness() {}

  /** The parent, while the job is being prepared: for the start of a process. */
  static void forStarts() {
    ProcessHandle.current();
    load(Launch.class, Nest.class, Gauge.class, JavaCommand.class, CrashFile.class, Family.class);
    try {
      // Knows where to bind without having to ask, which takes a source of random numbers.
      ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException | RuntimeException e) {
      // Whoever starts a process is told.
    }
    load(Console.class, LinePump.class, Tail.class, WorkerMain.class);
  }

  /** The parent, while the JVM of a child starts: for the conversation with it. */
  static void forConversation() {
    load(Wire.class, Frame.class, Frame.Kind.class, Leftovers.class, Child.class);
    load(Exchange.class, Codec.class, TaskClock.class);
  }

  /** The child, while it connects: for its first function. */
  static void forFunctions() {
    load(
        Frame.class, TaskLoop.class, TaskLoop.Message.class, ThreadsLeft.class, TaskFunction.class);
    load(ObjectInputStream.class, Serialization.class, FunctionSlots.class, Codec.class);
    ObjectStreamClass.lookup(SerializedLambda.class);
    load(Status.class);
  }

  private static void load(Class<?>... classes) {
    for (Class<?> each : List.of(classes)) {
      try {
        Class.forName(each.getName(), true, each.getClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        // Whoever needs it is told.
      }
    }
  }
}
