package dev.headway.process;

import dev.headway.time.HelperThreads;
import dev.headway.time.Timer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.TimeZone;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Loads what the start of a worker needs, while the caller prepares its first job. */
final class StartPreloader {
  private StartPreloader() {}

  /** Loads it by a thread that ends then. */
  static void begin() {
    try {
      Warden.daemon("headway-ready-", StartPreloader::load).start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      // Then it is loaded when it is needed.
    }
  }

  private static void load() {
    ClassPreloader.load(
        ProcessWorker.class, Warden.class, ScheduledThreadPoolExecutor.class, Launch.class);
    ClassPreloader.load(Timer.class, HelperThreads.class);
    ClassPreloader.load(Nest.class, Family.class, CrashFile.class, JavaCommand.class);
    ClassPreloader.load(OptionKind.class, JvmOption.class, OptionWords.class, WorkerOptions.class);
    OwnOptions.get();
    TimeZone.getDefault(); // A worker is told of it, and it takes some milliseconds.
    ClassPreloader.load(
        OptionVariables.class, TwinProperties.class, Twin.class, StartNotices.class);
    ClassPreloader.load("java.lang.ProcessImpl");
    ClassPreloader.load("java.lang.ProcessEnvironment");
    ProcessHandle.current();
    Family.newToken();
    ClassPreloader.load(Gauge.class);
    try {
      // Knows where to bind without having to ask, which takes a source of random numbers.
      ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException | RuntimeException e) {
      // The code that starts a process fails, and says so.
    }
    ClassPreloader.load(Console.class, LinePump.class, Tail.class, WorkerMain.class);
  }
}
