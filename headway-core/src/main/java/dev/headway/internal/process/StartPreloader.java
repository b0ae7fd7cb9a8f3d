package dev.headway.internal.process;

import dev.headway.internal.process.client.CrashFile;
import dev.headway.internal.process.client.JvmNotices;
import dev.headway.internal.process.client.LinePump;
import dev.headway.internal.process.client.OutputReader;
import dev.headway.internal.process.client.ProcessTree;
import dev.headway.internal.process.client.Tail;
import dev.headway.internal.process.config.InheritedProperties;
import dev.headway.internal.process.config.JvmOption;
import dev.headway.internal.process.config.OptionInheritance;
import dev.headway.internal.process.config.OptionParser;
import dev.headway.internal.process.config.OptionVariables;
import dev.headway.internal.process.config.ParentOptions;
import dev.headway.internal.process.launch.JavaCommandBuilder;
import dev.headway.internal.process.launch.WorkerLauncher;
import dev.headway.internal.process.launch.WorkerOptions;
import dev.headway.internal.process.protocol.ClassPreloader;
import dev.headway.internal.process.protocol.ControlExecutor;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.protocol.WorkerBootstrap;
import dev.headway.internal.process.worker.WorkerMain;
import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Timer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.TimeZone;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Loads what the start of a worker needs, while the caller prepares its first job. */
public final class StartPreloader {
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Loads it, once, by a thread that ends then. */
  public void begin() {
    if (begun.getAndSet(true)) {
      return;
    }
    try {
      HelperThreads.daemon("headway-ready-", StartPreloader::loadAll).start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      // Then it is loaded when it is needed.
    }
  }

  private static void loadAll() {
    try {
      load();
    } catch (LinkageError | InternalError e) {
      // The code that needs it fails, and says so.
    }
  }

  private static void load() {
    ClassPreloader.load(
        ProcessWorker.class,
        ControlExecutor.class,
        ScheduledThreadPoolExecutor.class,
        WorkerLauncher.class);
    ClassPreloader.load(Timer.class, HelperThreads.class);
    ClassPreloader.load(
        SocketDirectory.class, ProcessTree.class, CrashFile.class, JavaCommandBuilder.class);
    ClassPreloader.load(
        OptionInheritance.class, JvmOption.class, OptionParser.class, WorkerOptions.class);
    ParentOptions.get();
    TimeZone.getDefault(); // A worker is told of it, and it takes some milliseconds.
    ClassPreloader.load(
        OptionVariables.class, InheritedProperties.class, WorkerBootstrap.class, JvmNotices.class);
    ClassPreloader.load("java.lang.ProcessImpl");
    ClassPreloader.load("java.lang.ProcessEnvironment");
    ProcessHandle.current();
    ProcessTree.newToken();
    ClassPreloader.load(StatusPage.class);
    try {
      // Knows where to bind without having to ask, which takes a source of random numbers.
      ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException | RuntimeException e) {
      // The code that starts a process fails, and says so.
    }
    ClassPreloader.load(OutputReader.class, LinePump.class, Tail.class, WorkerMain.class);
  }
}
