package dev.headway.internal.process.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker had sent before it died is read, however long the parent needs for it. */
@Timeout(60)
class LastResultsTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final ReentrantLock reader = new ReentrantLock();
  private SocketChannel socket;
  private FrameChannel channel;
  private FrameChannel itsEnd;
  private LastResults last;

  @BeforeEach
  void connect() throws IOException {
    SocketDirectory directory = SocketDirectory.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(directory.socket()));
      socket = SocketChannel.open(UnixDomainSocketAddress.of(directory.socket()));
      itsEnd = new FrameChannel(server.accept());
    } finally {
      directory.delete();
    }
    channel = new FrameChannel(socket);
    last = new LastResults(channel, reader, later::add);
  }

  @AfterEach
  void close() {
    channel.close();
    itsEnd.close();
  }

  private void pass(int times) {
    for (int i = 0; i < times && !later.isEmpty(); i++) {
      later.remove().run();
    }
  }

  @Test
  void shouldCloseAtOnceIfNoThreadReads() {
    last.begin();
    assertThat(socket.isOpen()).isTrue();

    pass(1);
    assertThat(socket.isOpen()).isFalse();
    assertThat(later).isEmpty();
  }

  @Test
  void shouldWaitForAThreadThatIsBusyWithAResult() throws Exception {
    for (int i = 0; i < 3; i++) {
      itsEnd.send(FrameHeader.Kind.BYE, i, new GrowableBuffer());
    }
    reader.lock();
    last.begin();
    for (int i = 0; i < 3; i++) {
      pass(5); // It takes its time for the result before.
      FrameHeader header = channel.next();
      assertThat(header).isNotNull();
      channel.payload(header, new GrowableBuffer());
    }
    assertThat(socket.isOpen()).isTrue();
    reader.unlock();
    pass(1);
    assertThat(socket.isOpen()).isFalse();
  }

  /** A process that the worker has started holds the other end. */
  @Test
  void shouldEndAReadForWhichNothingComes() throws Exception {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              reader.lock();
              try {
                channel.next();
              } catch (IOException e) {
                end.complete(e);
              }
            });
    thread.start();
    while (channel.blockedRead() == 0) {
      Thread.sleep(1);
    }
    last.begin();
    pass(1);
    assertThat(socket.isOpen()).as("it may have begun to read just now").isTrue();
    pass(1);
    assertThat(end.get()).isInstanceOf(IOException.class);
  }
}
