package dev.headway.internal.process.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.LoaderRequest;
import dev.headway.process.Patience;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassRequestsTest {
  private static final int MORE_THAN_A_SOCKET_HOLDS = 50_000_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private SocketChannel here;
  private SocketChannel there;

  @BeforeEach
  void connect() throws IOException {
    SocketDirectory directory = SocketDirectory.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.socket());
      server.bind(address);
      here = SocketChannel.open(address);
      there = server.accept();
    } finally {
      directory.delete();
    }
  }

  @AfterEach
  void close() throws IOException {
    here.close();
    there.close();
    threads.shutdownNow();
  }

  @Test
  void shouldTakeAnAnswerWhileAnotherQuestionCannotBeSent() throws Exception {
    FrameChannel channel = new FrameChannel(here);
    ClassRequests requests = new ClassRequests(channel);
    Future<Boolean> first = ask(requests);
    awaitBytes(1);
    GrowableBuffer large = new GrowableBuffer();
    large.write(new byte[MORE_THAN_A_SOCKET_HOLDS], 0, MORE_THAN_A_SOCKET_HOLDS);
    Future<Boolean> sending =
        threads.submit(() -> trying(() -> channel.send(FrameHeader.Kind.RESULTS, 0, large)));
    awaitBytes(1000); // So it is being sent, and this test reads no further.
    Future<Boolean> second = ask(requests);
    Patience.until("the second question waits", ClassRequestsTest::isSenderWaiting);

    GrowableBuffer nothing = new GrowableBuffer();
    nothing.putByte(LoaderRequest.NOTHING);
    Patience.get(threads.submit(() -> requests.answered(nothing)));

    assertThat(Patience.get(first)).isTrue();
    there.close();
    assertThat(Patience.get(sending)).isFalse();
    requests.close();
    assertThat(Patience.get(second)).isFalse();
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static boolean trying(Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Future<Boolean> ask(ClassRequests requests) {
    return threads.submit(() -> trying(() -> requests.ask(0, LoaderRequest.CLASS, "a.B", null, 0)));
  }

  private void awaitBytes(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      there.read(bytes);
    }
  }

  private static boolean isSenderWaiting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().equals("headway-asking"))
        .flatMap(each -> Arrays.stream(each.getValue()))
        .anyMatch(frame -> frame.getClassName().equals(FrameChannel.class.getName()));
  }
}
