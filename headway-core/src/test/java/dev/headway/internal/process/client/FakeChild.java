package dev.headway.internal.process.client;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.ResultStatus;
import dev.headway.internal.time.HelperThreads;
import dev.headway.process.TestLog;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The other end of a request: a child whose answers a test writes. */
final class FakeChild implements AutoCloseable {
  /** The number of the only request. */
  static final int REQUEST = 1;

  final StatusPage status;
  private final Process process;
  private final FrameChannel itsEnd;
  private final WorkerProcess parentsEnd;
  private final GrowableBuffer committed = new GrowableBuffer();

  /** Makes a child that does nothing by itself, and whose results may have nine bytes. */
  FakeChild() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
    SocketDirectory directory = SocketDirectory.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      status = StatusPage.create(directory.statusPage());
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.socket());
      server.bind(address);
      FrameChannel channel = new FrameChannel(SocketChannel.open(address));
      itsEnd = new FrameChannel(server.accept());
      OutputReader console =
          new OutputReader(
              2,
              process,
              (worker, output, text, goesOn) -> {},
              new JvmNotices(Map.of(), false),
              false);
      CrashFile file = new CrashFile("/no/where");
      LeakedProcesses leaked = new LeakedProcesses("Worker 2", new TestLog());
      ProcessTree tree = new ProcessTree(process.toHandle(), UUID.randomUUID().toString(), leaked);
      parentsEnd =
          new WorkerProcess(
              2,
              process,
              channel,
              status,
              console,
              file,
              tree,
              leaked,
              new ClassServer(),
              ProcessConfig.of(1).with(draft -> draft.maxResult = 9));
    } finally {
      directory.delete();
    }
  }

  WorkerProcess seenByParent() {
    return parentsEnd;
  }

  void answer(FrameHeader.Kind kind, int request, int results, Consumer<GrowableBuffer> writer)
      throws IOException {
    GrowableBuffer payload = new GrowableBuffer();
    writer.accept(payload);
    itsEnd.send(kind, request, results, payload.array(), 0, payload.length());
  }

  void hangUpAfterTheTasks() {
    Runnable reading =
        () -> {
          try {
            FrameHeader header = itsEnd.next();
            while (header != null && header.kind() != FrameHeader.Kind.TASKS) {
              itsEnd.payload(header, new GrowableBuffer());
              header = itsEnd.next();
            }
            itsEnd.payload(header, new GrowableBuffer());
          } catch (IOException e) {
            throw new AssertionError(e);
          } finally {
            itsEnd.close();
          }
        };
    HelperThreads.daemon("fake child", reading).start();
  }

  /** Writes the result of a task. */
  static void value(GrowableBuffer payload, int place, Object value) {
    payload.putInt(place);
    payload.putByte(ResultStatus.VALUE.ordinal());
    try {
      Codec.write(payload, value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The child, which runs a task and has no time to send its result. */
  void commit(int results, Object value) {
    GrowableBuffer out = new GrowableBuffer();
    value(out, results - 1, value);
    committed.write(out.array(), 0, out.length());
    int end = committed.length();
    status.results().commit(committed.array(), end - out.length(), end, results);
  }

  /** How many bytes of results were committed. */
  int committed() {
    return committed.length();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    parentsEnd.channel().close();
    itsEnd.close();
  }
}
