package dev.headway.internal.process.launch;

import dev.headway.internal.process.client.BatchRequest;
import dev.headway.internal.process.client.CrashFile;
import dev.headway.internal.process.client.JvmNotices;
import dev.headway.internal.process.client.LeakedProcesses;
import dev.headway.internal.process.client.OutputReader;
import dev.headway.internal.process.client.ProcessTree;
import dev.headway.internal.process.client.TimeoutMonitor;
import dev.headway.internal.process.client.WorkerProcess;
import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.config.JvmOption;
import dev.headway.internal.process.config.ParentOptions;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.protocol.CapturedStream;
import dev.headway.internal.process.protocol.ClassPreloader;
import dev.headway.internal.process.protocol.ControlExecutor;
import dev.headway.internal.process.protocol.MarkedProcesses;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.text.LoadErrors;
import dev.headway.internal.text.UserText;
import dev.headway.internal.time.Timer;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The start of one worker: from the command to its hello. Whatever ends the wait (the death of the
 * worker, the timeout, {@link #abort}) closes the sockets, which wakes the thread that waits.
 */
public final class WorkerLauncher {
  /** How long the status of a worker that hung up may take to arrive. */
  private static final Duration STATUS = Duration.ofSeconds(5);

  /** How long what a worker said before its end may take to be read. */
  private static final Duration LAST_WORDS = Duration.ofMillis(250);

  /** How long what a worker prints at its start is held back, since it may be all that it says. */
  private static final Duration SHOWN = Duration.ofSeconds(10);

  /** How much later than a worker, which the same signal reaches, the program may begin to end. */
  private static final Duration ENDING = Duration.ofMillis(200);

  /** By when a program that ends has mostly ended. */
  private static final Duration ENDED = Duration.ofSeconds(2);

  private static final Duration WATCH = Duration.ofMillis(500);

  private static final int PASSES = 50;

  private final ProcessConfig config;
  private final int number;
  private final WorkerListener listener;
  private final ControlExecutor control;
  private final StartThrottle throttle;
  private final HeadwayJar headwayJar;
  private final System.Logger logger;
  private final CountDownLatch over = new CountDownLatch(1);

  private final StartResources resources = new StartResources();
  private final String token = ProcessTree.newToken();
  private final ClassServer classes = new ClassServer();
  private volatile boolean initializing;
  private final CountDownLatch aborted = new CountDownLatch(1);
  private volatile boolean ready;
  private List<String> command = List.of();
  private @Nullable OutputReader output;
  private @Nullable CrashFile crashFile;

  public WorkerLauncher(
      ProcessConfig config,
      int number,
      WorkerListener listener,
      ControlExecutor control,
      StartThrottle throttle,
      HeadwayJar headwayJar,
      System.Logger logger) {
    this.headwayJar = headwayJar;
    this.logger = logger;
    this.config = config;
    this.number = number;
    this.listener = listener;
    this.control = control;
    this.throttle = throttle;
  }

  /**
   * Starts the worker and waits for its hello.
   *
   * @throws WorkerStartException if it cannot be started
   * @throws InterruptedException if this thread was interrupted; the worker is killed then
   */
  public WorkerProcess start() throws InterruptedException {
    try {
      throttle.begin(resources::isOpen);
    } catch (InterruptedException e) {
      over.countDown();
      throw e;
    }
    try {
      return startInTurn();
    } finally {
      throttle.end();
    }
  }

  private WorkerProcess startInTurn() throws InterruptedException {
    SocketDirectory directory = null;
    WorkerProcess worker = null;
    Thread tidy = null;
    try {
      resources.checkOpen();
      directory = SocketDirectory.choose();
      tidy = directory.deleteAtExit();
      worker = start(directory);
      return worker;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while worker " + number + " started.");
      }
      if (directory != null && aborted.getCount() > 0 && directory.programEnds(ENDING)) {
        awaitTheEnd();
      }
      throw failure(e);
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      if (!ResourceExhaustion.isCauseOf(e)) {
        throw e;
      }
      throw new WorkerStartException(
          "Worker " + number + " could not be started: " + UserText.message(e) + '.', e, true);
    } catch (LinkageError | InternalError e) {
      throw new WorkerStartException(
          "Worker " + number + " could not be started: " + LoadErrors.of(e), e, true);
    } finally {
      if (worker == null) {
        resources.end("it was given up", true);
        endInitializerProcesses();
      }
      if (directory != null) {
        directory.delete();
      }
      SocketDirectory.forget(tidy);
      over.countDown();
    }
  }

  /**
   * Ctrl-C reaches worker and program alike: no caller needs to hear that the worker has ended. A
   * hook of the program's own that closes the pool is not kept waiting.
   */
  private void awaitTheEnd() throws InterruptedException {
    aborted.await(ENDED.toMillis(), TimeUnit.MILLISECONDS);
  }

  private WorkerProcess start(SocketDirectory directory) throws IOException {
    ProcessBuilder builder = JavaCommandBuilder.process(config);
    WorkerOptions options = WorkerOptions.of(config, ParentOptions.get(), builder.environment());
    CrashFile crash = options.crashFile();
    crashFile = crash;
    CapturedStream.describeTo(builder.environment(), listener, config.tagged());
    JavaCommandBuilder.complete(
        builder, config, number, directory, token, headwayJar, options.words());
    command = builder.command().stream().map(JvmOption::redacted).toList();
    Process started = resources.begin(builder);
    // While its JVM starts, which takes longer, what it will look for is made.
    directory.create();
    try (ServerSocketChannel meeting = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      resources.listen(meeting);
      StatusPage status = StatusPage.create(directory.statusPage());
      meeting.bind(UnixDomainSocketAddress.of(directory.socket()));
      ready = true;
      boolean sameOptions = config.jvm().options().isEmpty();
      JvmNotices notices = new JvmNotices(builder.environment(), sameOptions);
      OutputReader printed = new OutputReader(number, started, listener, notices, config.tagged());
      printed.start();
      output = printed;
      Timer release = control.after(SHOWN, printed::release);
      started.onExit().thenRun(this::ended);
      watch(started);
      Timer timeout =
          control.after(
              config.startTimeout(),
              () -> resources.end("it took more than " + seconds() + " s before " + stage(), true));
      try {
        WorkerGreeting.send(started, config, options);
        ClassPreloader.load(
            FrameChannel.class, FrameHeader.class, WorkerProcess.class, BatchRequest.class);
        ClassPreloader.load(LeakedProcesses.class, Codec.class, TimeoutMonitor.class);
        FrameChannel channel = meet(meeting);
        LeakedProcesses leaked = new LeakedProcesses(WorkerProcess.name(number, started), logger);
        ProcessTree tree = new ProcessTree(started.toHandle(), token, leaked);
        if (initializing) {
          tree.excludePresent();
        }
        WorkerProcess worker =
            new WorkerProcess(
                number, started, channel, status, printed, crash, tree, leaked, classes, config);
        worker.watch(control);
        resources.release();
        return worker;
      } finally {
        timeout.cancel();
        release.cancel();
      }
    }
  }

  /** Takes connections until one knows the token. */
  private FrameChannel meet(ServerSocketChannel meeting) throws IOException {
    while (true) {
      SocketChannel candidate = accept(meeting);
      resources.connect(candidate);
      FrameChannel channel = new FrameChannel(candidate);
      if (WorkerGreeting.knowsToken(channel, token)) {
        initialize(channel);
        return channel;
      }
      channel.close();
    }
  }

  private SocketChannel accept(ServerSocketChannel meeting) throws IOException {
    try {
      return meeting.accept();
    } catch (IOException e) {
      ready = !resources.isOpen(); // Unless the start has ended, the fault is on this side.
      throw e;
    }
  }

  private void initialize(FrameChannel channel) throws IOException {
    if (output != null) {
      output.started();
    }
    FunctionCache.SerializedFunction initializer = config.initializer();
    if (initializer != null) {
      initializing = true;
      InitializerHandshake.run(channel, initializer, classes);
    }
  }

  /** The initializer may have started processes. */
  private void endInitializerProcesses() {
    Process started = resources.process();
    if (initializing && started != null) {
      new MarkedProcesses(token).end(started.toHandle(), ProcessHandle::destroyForcibly, PASSES);
    }
  }

  /** Ends the start from another thread, and kills the worker if there is one. Returns at once. */
  public void abort() {
    aborted.countDown();
    resources.end("it was closed while it started", true);
    throttle.check();
  }

  /** Waits until the start has ended in one way or the other; false if it goes on. */
  public boolean awaitOver(Duration limit) throws InterruptedException {
    return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Looks now and then whether the process has ended. The JDK says so at once, but on the common
   * pool, whose threads may all wait for this start.
   */
  private void watch(Process started) {
    if (!started.isAlive()) {
      ended();
    } else if (over.getCount() > 0) {
      control.after(WATCH, () -> watch(started));
    }
  }

  /** The process has ended: what it said before that may still be on its way. */
  private void ended() {
    String reason = "it ended before " + stage();
    if (initializing) {
      control.after(LAST_WORDS, () -> resources.end(reason, false));
    } else {
      resources.end(reason, false);
    }
  }

  private String stage() {
    return initializing ? "its initializer had ended" : "it said hello";
  }

  private double seconds() {
    return config.startTimeout().toMillis() / 1000.0;
  }

  private WorkerStartException failure(IOException cause) throws InterruptedException {
    Process started = resources.process();
    StartFailure failure = new StartFailure(number, command, stage(), initializing);
    if (started == null || !ready) {
      // If there is a worker, it is innocent: it was killed before it did anything.
      StartResources.End end = resources.end();
      IOException why = end == null ? cause : new IOException(end.reason(), cause);
      return started == null ? failure.notBegun(why) : failure.notMet(why);
    }
    if (cause instanceof InitializerHandshake.FailedException failed) {
      resources.end("its initializer failed", true);
      return failure.initializerFailed(failed.error(), printed());
    }
    // A worker that hung up has mostly died, and its status tells more.
    boolean died = started.waitFor(STATUS.toNanos(), TimeUnit.NANOSECONDS);
    StartResources.End end = resources.end();
    resources.end("it hung up before " + stage(), true);
    if ((end != null && end.here()) || !died) {
      String why = end == null ? String.valueOf(UserText.message(cause)) : end.reason();
      return failure.ended(why, printed(), cause);
    }
    boolean exiting = cause instanceof InitializerHandshake.ExitingException;
    CrashFile crash = crashFile;
    Path file = crash == null ? null : crash.find(started.pid());
    return failure.exited(started.exitValue(), exiting, file, printed(), cause);
  }

  private List<String> printed() throws InterruptedException {
    if (output == null) {
      return List.of();
    }
    output.awaitEnd();
    return initializing ? output.tail().lines() : output.printedAtStart();
  }
}
