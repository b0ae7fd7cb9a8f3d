package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.text.UserText;
import dev.headway.time.Timer;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The start of one child: from the command to its hello. Whatever ends the wait (the death of the
 * child, the timeout, {@link #abort}) closes the sockets, which wakes the thread that waits.
 */
final class Launch {
  /** How long the status of a child that hung up may take to arrive. */
  private static final Duration STATUS = Duration.ofSeconds(1);

  /** How long what a child said before its end may take to be read. */
  private static final Duration LAST_WORDS = Duration.ofMillis(250);

  /** How long what a child prints at its start is held back, since it may be all that it says. */
  private static final Duration SHOWN = Duration.ofSeconds(10);

  /** How much later than a child, which the same signal reaches, the program may begin to end. */
  private static final Duration ENDING = Duration.ofMillis(200);

  /** By when a program that ends has mostly ended. */
  private static final Duration ENDED = Duration.ofSeconds(2);

  private static final int PASSES = 50;

  private final Settings settings;
  private final int number;
  private final WorkerListener listener;
  private final Warden warden;
  private final Starts starts;
  private final OwnJar own;
  private final System.Logger logger;
  private final CountDownLatch over = new CountDownLatch(1);

  private final Object lock = new Object();
  private @Nullable Process process;
  private @Nullable ServerSocketChannel server;
  private @Nullable SocketChannel connection;
  private @Nullable String ended;
  private boolean endedHere;

  private final String token = Family.newToken();
  private final ClassSource classes = new ClassSource();
  private volatile boolean initializing;
  private final CountDownLatch aborted = new CountDownLatch(1);
  private volatile boolean ready;
  private List<String> command = List.of();
  private @Nullable Console console;
  private @Nullable CrashFile crashFile;

  Launch(
      Settings settings,
      int number,
      WorkerListener listener,
      Warden warden,
      Starts starts,
      OwnJar own,
      System.Logger logger) {
    this.own = own;
    this.logger = logger;
    this.settings = settings;
    this.number = number;
    this.listener = listener;
    this.warden = warden;
    this.starts = starts;
  }

  /**
   * Starts the child and waits for its hello.
   *
   * @throws WorkerStartException if it cannot be started
   * @throws InterruptedException if this thread was interrupted; the child is killed then
   */
  Child start() throws InterruptedException {
    try {
      starts.begin(this::open);
    } catch (InterruptedException e) {
      over.countDown();
      throw e;
    }
    try {
      return startInTurn();
    } finally {
      starts.end();
    }
  }

  private Child startInTurn() throws InterruptedException {
    Nest nest = null;
    Child child = null;
    Thread tidy = null;
    try {
      checkOpen();
      nest = Nest.choose();
      tidy = nest.deleteAtExit();
      child = start(nest);
      return child;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while worker " + number + " started.");
      }
      if (nest != null && aborted.getCount() > 0 && nest.programEnds(ENDING)) {
        awaitTheEnd();
      }
      throw failure(e);
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      if (!Scarcity.isCauseOf(e)) {
        throw e;
      }
      throw new WorkerStartException(
          "Worker " + number + " could not be started: " + UserText.message(e) + '.', e, true);
    } finally {
      if (child == null) {
        end("it was given up", true);
        endKin();
      }
      if (nest != null) {
        nest.delete();
      }
      Nest.forget(tidy);
      over.countDown();
    }
  }

  /**
   * Ctrl-C reaches child and program alike: nobody wants to hear that the child has ended. A hook
   * of the program's own that closes the pool is not kept waiting.
   */
  private void awaitTheEnd() throws InterruptedException {
    aborted.await(ENDED.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Child start(Nest nest) throws IOException {
    ProcessBuilder builder = JavaCommand.process(settings);
    WorkerOptions options = WorkerOptions.of(settings, OwnOptions.get(), builder.environment());
    CrashFile crash = options.crashFile();
    crashFile = crash;
    Printed.tell(builder.environment(), listener, settings.tagged());
    JavaCommand.complete(builder, settings, number, nest, token, own, options.words());
    command = builder.command().stream().map(JvmOption::redacted).toList();
    Process started;
    synchronized (lock) {
      checkOpen();
      started = builder.start();
      process = started;
    }
    // While its JVM starts, which takes longer, what it will look for is made.
    nest.create();
    try (ServerSocketChannel meeting = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      synchronized (lock) {
        checkOpen();
        server = meeting;
      }
      Gauge gauge = Gauge.create(nest.gauge());
      meeting.bind(UnixDomainSocketAddress.of(nest.socket()));
      ready = true;
      boolean sameOptions = settings.jvm().options().isEmpty();
      StartNotices notices = new StartNotices(builder.environment(), sameOptions);
      Console printed = new Console(number, started, listener, notices, settings.tagged());
      printed.start();
      console = printed;
      Timer release = warden.after(SHOWN, printed::release);
      started.onExit().thenRun(this::ended);
      Timer timeout =
          warden.after(
              settings.startTimeout(),
              () -> end("it took more than " + seconds() + " s before " + stage(), true));
      try {
        tell(started, options);
        ClassPreloader.load(Wire.class, Frame.class, Child.class, Exchange.class);
        ClassPreloader.load(Leftovers.class, Codec.class, TaskClock.class);
        Wire wire = meet(meeting);
        Leftovers leftovers = new Leftovers(Child.name(number, started), logger);
        Family family = new Family(started.toHandle(), token, leftovers);
        if (initializing) {
          family.adopt();
        }
        Child child =
            new Child(
                number, started, wire, gauge, printed, crash, family, leftovers, classes, settings);
        child.watch(warden);
        synchronized (lock) {
          checkOpen();
          connection = null; // From now on its end is no matter of the start.
          server = null;
          process = null;
        }
        return child;
      } finally {
        timeout.cancel();
        release.cancel();
      }
    }
  }

  /** Lets the child go on, which waits for this. */
  private void tell(Process started, WorkerOptions options) {
    Twin twin =
        settings.jvm().inherits()
            ? TwinProperties.collect(options.chosenProperties())
            : new Twin(Map.of(), List.of());
    try (OutputStream input = started.getOutputStream()) {
      input.write(twin.bytes());
    } catch (IOException e) {
      // The child has ended, which is told elsewhere.
    }
  }

  /** Takes connections until one knows the token. */
  private Wire meet(ServerSocketChannel meeting) throws IOException {
    Bytes payload = new Bytes();
    while (true) {
      SocketChannel candidate = meeting.accept();
      synchronized (lock) {
        connection = candidate;
        checkOpen();
      }
      Wire wire = new Wire(candidate);
      Frame frame = wire.next();
      if (frame != null && frame.kind() == Frame.Kind.HELLO && frame.length() < 10_000) {
        wire.payload(frame, payload);
        byte[] said = new byte[payload.length()];
        System.arraycopy(payload.array(), 0, said, 0, said.length);
        if (MessageDigest.isEqual(said, token.getBytes(UTF_8))) {
          initialize(wire);
          return wire;
        }
      }
      wire.close();
    }
  }

  private void initialize(Wire wire) throws IOException {
    if (console != null) {
      console.started();
    }
    Parcels.Parcel initializer = settings.initializer();
    if (initializer != null) {
      initializing = true;
      Initialization.run(wire, initializer, classes);
    }
  }

  /** The initializer may have started processes. */
  private void endKin() {
    Process started;
    synchronized (lock) {
      started = process;
    }
    if (initializing && started != null) {
      new Kin(token).end(started.toHandle(), ProcessHandle::destroyForcibly, PASSES);
    }
  }

  private boolean open() {
    synchronized (lock) {
      return ended == null;
    }
  }

  private void checkOpen() throws IOException {
    if (ended != null) {
      throw new IOException(ended);
    }
  }

  /** Ends the start from another thread, and kills the child if there is one. Returns at once. */
  void abort() {
    aborted.countDown();
    end("it was closed while it started", true);
    starts.look();
  }

  /** Waits until the start has ended in one way or the other; false if it goes on. */
  boolean awaitOver(Duration limit) throws InterruptedException {
    return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The process has ended: what it said before that may still be on its way. */
  private void ended() {
    String reason = "it ended before " + stage();
    if (initializing) {
      warden.after(LAST_WORDS, () -> end(reason, false));
    } else {
      end(reason, false);
    }
  }

  /**
   * Ends the wait, and the child.
   *
   * @param here whether this JVM wants it; otherwise the child has ended by itself
   */
  private void end(String reason, boolean here) {
    synchronized (lock) {
      if (ended == null) {
        ended = reason;
        endedHere = here;
      }
      closeQuietly(server);
      closeQuietly(connection);
      if (process != null) {
        process.toHandle().destroyForcibly(); // The process itself would close its streams too.
      }
    }
  }

  private String stage() {
    return initializing ? "its initializer had ended" : "it said hello";
  }

  private double seconds() {
    return settings.startTimeout().toMillis() / 1000.0;
  }

  private static void closeQuietly(@Nullable AutoCloseable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (Exception e) {
      // Nobody uses it any more.
    }
  }

  private WorkerStartException failure(IOException cause) throws InterruptedException {
    Process started;
    String reason;
    synchronized (lock) {
      started = process;
      reason = ended;
    }
    StartFailure failure = new StartFailure(number, command, stage(), initializing);
    if (started == null || !ready) {
      // If there is a child, it is innocent: it was killed before it did anything.
      IOException why = reason == null ? cause : new IOException(reason, cause);
      return started == null ? failure.notBegun(why) : failure.notMet(why);
    }
    if (cause instanceof Initialization.FailedException failed) {
      end("its initializer failed", true);
      return failure.initializerFailed(failed.error(), printed());
    }
    // Whoever hung up has mostly died, and its status tells more.
    boolean died = started.waitFor(STATUS.toNanos(), TimeUnit.NANOSECONDS);
    boolean byUs;
    synchronized (lock) {
      byUs = endedHere;
      reason = ended;
    }
    end("it hung up before " + stage(), true);
    if (byUs || !died) {
      String why = reason == null ? String.valueOf(UserText.message(cause)) : reason;
      return failure.ended(why, printed(), cause);
    }
    boolean exiting = cause instanceof Initialization.ExitingException;
    CrashFile crash = crashFile;
    Path file = crash == null ? null : crash.find(started.pid());
    return failure.exited(started.exitValue(), exiting, file, printed(), cause);
  }

  private List<String> printed() throws InterruptedException {
    if (console == null) {
      return List.of();
    }
    console.awaitEnd();
    return initializing ? console.tail().lines() : console.printedAtStart();
  }
}
