package dev.headway.process;

import dev.headway.time.HelperThreads;
import dev.headway.time.Timer;
import dev.headway.work.Stateful;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.lang.invoke.SerializedLambda;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Loads what is certainly needed soon while there is nothing else to do. Half of the time that a
 * worker takes to start goes into loading classes, in its parent and in itself, and each of the two
 * waits for the other meanwhile. Nothing depends on it: what is not loaded here is loaded later.
 */
final class Readiness implements Runnable {
  /** In serialized form. Who reads it has all that reading takes. */
  private static final byte[] NULL = {
    (byte) 0xAC, (byte) 0xED, 0, 5, ObjectStreamConstants.TC_NULL
  };

  /** What a start needs is loaded meanwhile, by a thread that ends then. */
  static void begin() {
    try {
      Warden.daemon("headway-ready-", Readiness::forStarts).start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      // Then it is loaded when it is needed.
    }
  }

  /** The parent, while the job is being prepared: for the start of a process. */
  private static void forStarts() {
    load(ProcessWorker.class, Warden.class, ScheduledThreadPoolExecutor.class, Launch.class);
    load(Timer.class, HelperThreads.class);
    load(Nest.class, Family.class, CrashFile.class, JavaCommand.class);
    load(OptionKind.class, JvmOption.class, OptionWords.class, WorkerOptions.class);
    OwnOptions.get();
    TimeZone.getDefault(); // A worker is told of it, and it takes some milliseconds.
    load(OptionVariables.class, TwinProperties.class, Twin.class, StartNotices.class);
    load("java.lang.ProcessImpl");
    load("java.lang.ProcessEnvironment");
    ProcessHandle.current();
    Family.newToken();
    load(Gauge.class);
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

  /** The child, from its first moment on: for its connection, and then for its first function. */
  @Override
  public void run() {
    try {
      // Takes a source of random numbers here too, for an address that is not used.
      SocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException | RuntimeException e) {
      // Whoever connects is told.
    }
    load(
        Frame.class, TaskLoop.class, TaskLoop.Message.class, ThreadsLeft.class, TaskFunction.class);
    load(ObjectInputStream.class, Serialization.class, FunctionSlots.class, Codec.class);
    ObjectStreamClass.lookup(SerializedLambda.class);
    try {
      Serialization.read(NULL, 0, NULL.length, null);
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      // Whoever reads a function is told.
    }
    load(FunctionSlots.Content.class, Plain.class, Stateful.class, Status.class);
  }

  private static void load(Class<?>... classes) {
    for (Class<?> each : List.of(classes)) {
      load(each.getName());
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, true, Readiness.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Whoever needs it is told.
    }
  }
}
