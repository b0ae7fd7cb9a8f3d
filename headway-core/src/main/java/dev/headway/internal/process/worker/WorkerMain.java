package dev.headway.internal.process.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.process.loader.ClassRequests;
import dev.headway.internal.process.loader.RemoteClassLoaders;
import dev.headway.internal.process.protocol.CapturedStream;
import dev.headway.internal.process.protocol.ExitStatus;
import dev.headway.internal.process.protocol.HeapLimit;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.protocol.TaskOutputTail;
import dev.headway.internal.process.protocol.WorkerBootstrap;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.internal.time.HelperThreads;
import dev.headway.work.WorkerListener.Output;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of a worker: connects to its parent, says hello, and runs what it is asked to run
 * until it hears bye or the parent is gone.
 */
public final class WorkerMain {
  /** In milliseconds. The parent is less patient; this is for when it is gone. */
  private static final long LAST_SECONDS = 5000;

  /** In milliseconds. The parent takes several missing beats for a process that is stopped. */
  private static final long BEAT = 1000;

  private final FrameChannel channel;
  private final StatusPage status;
  private final CancellationGate gate = new CancellationGate(Thread.currentThread());
  private final ResultSender sender;
  private final ClassRequests requests;
  private final TaskLoop loop;
  private volatile boolean ending;

  private WorkerMain(
      FrameChannel channel,
      StatusPage status,
      TaskOutputTail output,
      List<CapturedStream> printed) {
    this.channel = channel;
    this.status = status;
    this.sender = new ResultSender(channel, status.results());
    this.requests = new ClassRequests(channel);
    int maxResult = Integer.parseInt(System.getenv(WorkerProtocol.MAX_RESULT));
    HeapLimit heap = new HeapLimit(Long.parseLong(System.getenv(WorkerProtocol.RECYCLE_ABOVE)));
    this.loop =
        new TaskLoop(
            status,
            gate,
            sender,
            new RemoteClassLoaders(requests),
            maxResult,
            heap,
            output,
            printed);
  }

  public static void main(String[] arguments) {
    if (ParentWatcher.isDoneHere()) {
      return;
    }
    SocketDirectory directory =
        new SocketDirectory(Path.of(System.getenv(WorkerProtocol.DIRECTORY)));
    boolean met = false;
    try {
      WorkerMain worker = start(directory);
      met = true;
      worker.run();
      worker.hangUp();
      System.exit(0);
    } catch (IOException | OutOfMemoryError e) { // The latter as a JVM says that it has no threads.
      boolean vanished = !met && e instanceof IOException && !Files.exists(directory.directory());
      if (!vanished) {
        System.err.println("It could not begin: " + UserText.of(e, ControlEscapes.MAX_LENGTH));
        System.err.flush();
      }
      // Mostly the parent has ended meanwhile and has tidied up, so nothing is reported.
      directory.delete();
      Runtime.getRuntime().halt(vanished ? ExitStatus.NOT_MET : 1);
    }
  }

  private static WorkerMain start(SocketDirectory directory) throws IOException {
    HelperThreads.daemon("headway-ready", new WorkerPreloader()).start();
    System.setIn(InputStream.nullInputStream());
    TaskOutputTail output = new TaskOutputTail(CapturedStream.charset(Output.OUT));
    CapturedStream out =
        new CapturedStream(FileDescriptor.out, Output.OUT, output, () -> System.out);
    CapturedStream err =
        new CapturedStream(FileDescriptor.err, Output.ERR, output, () -> System.err);
    System.setOut(out.stream());
    System.setErr(err.stream());
    // A terminal sends these to all its processes; what they mean for a worker the parent decides.
    Thread.setDefaultUncaughtExceptionHandler(WorkerMain::uncaught);
    ignore("INT");
    ignore("HUP");
    Thread.currentThread().setName("headway-worker-" + System.getProperty(WorkerProtocol.NUMBER));

    // The parent says this when it has made what we will look for.
    WorkerBootstrap.read(new FileInputStream(FileDescriptor.in)).apply();
    StatusPage status = StatusPage.open(directory.statusPage());
    StatusPageReporter.use(status.parts());
    output.writeTo(status);
    FrameChannel channel = new FrameChannel(connect(directory));
    directory.delete();
    return new WorkerMain(channel, status, output, List.of(out, err));
  }

  private static SocketChannel connect(SocketDirectory directory) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(directory.socket()));
  }

  private void run() throws IOException {
    HelperThreads.daemon("headway-reader", this::receive).start();
    HelperThreads.daemon("headway-flusher", sender).start();
    HelperThreads.daemon("headway-heart", this::beat).start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::exiting, "headway-exiting"));
    GrowableBuffer hello = new GrowableBuffer();
    byte[] token = System.getenv(WorkerProtocol.TOKEN).getBytes(UTF_8);
    hello.write(token, 0, token.length);
    channel.send(FrameHeader.Kind.HELLO, 0, hello);
    try {
      loop.run();
    } catch (IOException | RuntimeException | Error e) {
      end(Thread.currentThread(), e);
    }
  }

  /** Ends this process for what a thread could not cope with, also without memory for a message. */
  private static void end(Thread thread, Throwable error) {
    try {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      UserText.printable(error).printStackTrace();
    } finally {
      // Threads that tasks have left behind must not keep us alive.
      Runtime.getRuntime().halt(error instanceof OutOfMemoryError ? ExitStatus.OUT_OF_MEMORY : 1);
    }
  }

  /** A task would wait for ever for a thread of its own that ended for want of memory. */
  private static void uncaught(Thread thread, Throwable error) {
    if (error instanceof OutOfMemoryError) {
      end(thread, error);
    }
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    UserText.printable(error).printStackTrace();
  }

  private void exiting() {
    if (!ending) { // Else the parent no longer listens.
      sender.exiting();
    }
    hangUp();
  }

  /** A JVM that exits waits 0.3 s for threads that are blocked in a read, as the reader is. */
  private void hangUp() {
    ending = true;
    requests.close();
    channel.close();
  }

  /**
   * Reads all the time, also while the user's code is busy: the end of the socket is the end of the
   * parent, and then neither the results nor what the tasks have started is wanted.
   */
  private void receive() {
    List<byte[]> arrays = new ArrayList<>();
    try {
      for (FrameHeader header = channel.next(); header != null; header = channel.next()) {
        boolean tasks = header.kind() == FrameHeader.Kind.TASKS;
        boolean array = header.kind() == FrameHeader.Kind.ARRAY;
        if (tasks || array) {
          status.receiving(header.request());
        }
        if (array) {
          arrays.add(channel.array(header));
          continue;
        }
        GrowableBuffer payload = tasks ? loop.takeSpare() : new GrowableBuffer();
        channel.payload(header, payload);
        if (header.kind() == FrameHeader.Kind.CANCEL) {
          gate.cancel(header.request());
          continue;
        }
        if (header.kind() == FrameHeader.Kind.CLASS) {
          requests.answered(payload);
          continue;
        }
        if (header.kind() == FrameHeader.Kind.BYE) {
          gate.leave();
        }
        if (tasks) {
          payload.receive(arrays);
        }
        loop.put(new TaskLoop.Message(header, payload));
        if (tasks) {
          status.received();
        }
      }
    } catch (BadFrameException e) {
      System.err.println("The parent sent a frame that cannot be read: " + UserText.message(e));
      System.err.flush();
    } catch (IOException e) {
      letEnd();
    } finally {
      if (ending) {
        Runtime.getRuntime().halt(1);
      }
      ParentWatcher.halt();
    }
  }

  /** In a thread of its own, so that a task that never returns is still seen to be alive. */
  private void beat() {
    while (true) {
      status.beat();
      try {
        Thread.sleep(BEAT);
      } catch (InterruptedException e) {
        // Some code of the user has interrupted all threads that it found: not meant for us.
      }
    }
  }

  /** If this worker hung up first, the shutdown hooks may take their time, but not for ever. */
  private void letEnd() {
    try {
      if (ending) {
        Thread.sleep(LAST_SECONDS);
      }
    } catch (InterruptedException e) {
      // Then it ends now.
    }
  }

  /** By reflection, since the class belongs to a module that need not be there. */
  private static void ignore(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object nothing = handler.getField("SIG_IGN").get(null);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), nothing);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Then the signal ends the worker as it ends any program.
    }
  }
}
