package dev.headway.faults;

import dev.headway.work.TaskFunction;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What tasks do, and what they should not do. */
final class Faults {
  /** The mark that a fault leaves just before it strikes. */
  static final String STRUCK = "struck";

  private Faults() {}

  /** What an innocent task does. */
  static int work(int x) throws InterruptedException {
    Thread.sleep(20);
    return x;
  }

  /** A function that strikes at one input and works at the others. */
  static TaskFunction<Integer, Integer> at(int faulty, Fault fault) {
    return x -> {
      if (x == faulty) {
        fault.strike();
      }
      return work(x);
    };
  }

  /** Sends this process a signal. */
  static void signal(String signal, Marks marks) throws Exception {
    OutputStream trigger = armed(signal);
    marks.set(STRUCK);
    pull(trigger);
    forEver();
  }

  /** A shell that sends this process a signal when it is told to. */
  static OutputStream armed(String signal) throws IOException {
    String command = "read go; kill -" + signal + " " + ProcessHandle.current().pid();
    Process shell = new ProcessBuilder("sh", "-c", command).start();
    return shell.getOutputStream();
  }

  static void pull(OutputStream trigger) throws IOException {
    trigger.write('\n');
    trigger.flush();
  }

  /** Sends this process SIGKILL as soon as the thread of the tasks is busy sending. */
  static void killWhileSending(Marks marks) throws IOException {
    Thread sender = Thread.currentThread();
    OutputStream trigger = armed("KILL");
    Thread watcher =
        new Thread(
            () -> {
              while (!sends(sender)) {
                Thread.onSpinWait();
              }
              try {
                marks.set(STRUCK);
                pull(trigger);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    watcher.setDaemon(true);
    watcher.start();
  }

  private static boolean sends(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().contains("SocketChannel"));
  }

  static void forEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  static void ignoreInterrupts(Marks marks) {
    while (!marks.has("release")) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        // That is the fault.
      }
    }
  }

  static void spin(Marks marks) {
    long turns = 0;
    while ((++turns & 0xFFFF) != 0 || !marks.has("release")) {
      Thread.onSpinWait();
    }
  }

  /** Is stuck in native code: opens a pipe that nobody writes to. */
  static void stuckInNativeCode(Marks marks) throws IOException {
    Files.newInputStream(Path.of(marks.directory(), "pipe")).close();
  }

  /** Takes memory until there is none. */
  static void exhaust() {
    List<long[]> taken = new ArrayList<>();
    while (true) {
      taken.add(new long[1 << 30]);
    }
  }

  static void overflow() {
    overflow();
  }

  /** Writes through a null pointer, in native code. */
  static void putAddressZero() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    type.getMethod("putAddress", long.class, long.class).invoke(unsafe(type), 0L, 1L);
  }

  /** Writes bytes that mean nothing into every socket of this process. */
  static void garbleSockets() throws Exception {
    byte[] noise = new byte[4096];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + 7);
    }
    for (int number = 0; number < 256; number++) {
      Path link = Path.of("/proc/self/fd/" + number);
      if (Files.isSymbolicLink(link)
          && Files.readSymbolicLink(link).toString().startsWith("socket:")) {
        try {
          raw(number).write(noise); // Not closed: the descriptor is not ours.
        } catch (IOException e) {
          // The JDK has a socket of its own whose other end is closed.
        }
      }
    }
  }

  /** Closes the descriptors 0 to 255 behind the back of those who use them. */
  static void closeDescriptors() throws Exception {
    List<FileOutputStream> all = new ArrayList<>();
    for (int number = 0; number < 256; number++) {
      all.add(raw(number));
    }
    for (FileOutputStream one : all) {
      try {
        one.close();
      } catch (IOException e) {
        // It was not open.
      }
    }
  }

  /** A stream on a descriptor of which only the number is known. */
  private static FileOutputStream raw(int number) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Object unsafe = unsafe(type);
    Method offset = type.getMethod("objectFieldOffset", Field.class);
    Field field = FileDescriptor.class.getDeclaredField("fd");
    FileDescriptor descriptor = new FileDescriptor();
    type.getMethod("putInt", Object.class, long.class, int.class)
        .invoke(unsafe, descriptor, offset.invoke(unsafe, field), number);
    return new FileOutputStream(descriptor);
  }

  /** By reflection, since compilers warn of it. */
  private static Object unsafe(Class<?> type) throws ReflectiveOperationException {
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return field.get(null);
  }
}
