package dev.headway.internal.terminal.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.feed.FeedLine.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who has a place, where clients do not read. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FeedServerTest {
  /** More than the system keeps for a client that does not read. */
  private static final String PRESENT = "x".repeat(900_000);

  private static final String REFUSED = "refused";

  /** Tells each new client something long, and nothing later. */
  private static final class OneLongLine implements FeedServer.Source {
    @Override
    public List<FeedLine> news() {
      return List.of();
    }

    @Override
    public List<FeedLine> newsAndPresent(List<FeedLine> present) {
      present.add(text(PRESENT));
      return List.of();
    }

    @Override
    public void forget() {}

    @Override
    public FeedLine refused(int most) {
      return text(REFUSED);
    }

    @Override
    public boolean isAtRest() {
      return true;
    }

    @Override
    public FeedLine line(long id, String label, long count) {
      return text("lost");
    }

    private static FeedLine text(String text) {
      return new FeedLine(1, "job", Kind.STATE, (text + "\n").getBytes(US_ASCII));
    }
  }

  /** A client of which only {@link #letter} and {@link #line} read. */
  private static final class Client implements AutoCloseable {
    /** What the reader may have taken with the first letter. */
    private static final int MAX_AHEAD = 8192;

    private final SocketChannel channel;
    private final BufferedReader reader;
    private int read; // Without what the reader has taken.

    Client(FeedSocket socket) throws IOException {
      channel = socket.connect();
      channel.configureBlocking(true);
      reader = new BufferedReader(Channels.newReader(channel, US_ASCII), 1);
    }

    /** The first letter: so much the server has tried to write. */
    char letter() throws IOException {
      return (char) reader.read();
    }

    String line() throws IOException {
      return reader.readLine();
    }

    /** Takes what the system keeps for this client. */
    void skipWhatIsThere() throws IOException {
      channel.configureBlocking(false);
      while (read() > 0) {}
      channel.configureBlocking(true);
    }

    /** Reads on, until so many bytes were read in all, or fails at an earlier end. */
    void skip(int bytes) throws IOException {
      while (read < bytes) {
        assertThat(read()).as("bytes behind the first " + read).isPositive();
      }
    }

    private int read() throws IOException {
      int count = channel.read(ByteBuffer.allocate(65_536));
      read += Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @TempDir private Path temporary;
  private final AtomicLong nanos = new AtomicLong();
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final List<Client> clients = new ArrayList<>();
  private FeedSocket socket;
  private FeedServer server;

  @BeforeEach
  void open() throws IOException {
    FeedFolder folder = new FeedFolder(temporary.resolve("headway"), UserId.ofProcess());
    folder.create();
    socket = folder.socket(ProcessHandle.current().pid());
    server = FeedServer.open(socket, new OneLongLine(), this::nanoTime);
  }

  /** Holds the server up before it looks at its clients, while the gate is closed. */
  private long nanoTime() {
    held.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return nanos.get();
  }

  @AfterEach
  void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    server.close();
  }

  private Client client() throws IOException {
    Client made = new Client(socket);
    clients.add(made);
    return made;
  }

  @Test
  void shouldTakeThePlacesOfClientsThatDoNotReadForAnother() throws IOException {
    Client reading = client();
    assertThat(reading.line()).isEqualTo(PRESENT);
    for (int i = 1; i < FeedServer.MAX_CLIENTS; i++) {
      assertThat(client().letter()).isEqualTo('x');
    }

    nanos.set(FeedServer.MAX_BLOCKED_NANOS - 1);
    assertThat(client().line()).isEqualTo(REFUSED);
    nanos.set(FeedServer.MAX_BLOCKED_NANOS);
    assertThat(client().line()).isEqualTo(PRESENT);

    for (Client blocked : clients.subList(1, FeedServer.MAX_CLIENTS)) {
      assertThat(blocked.line()).as("it was cut off").hasSizeLessThan(PRESENT.length() - 1);
    }
    assertThat(server.hasClients()).isTrue();
    reading.channel.configureBlocking(false);
    assertThat(reading.channel.read(ByteBuffer.allocate(1)))
        .as("who reads keeps the place")
        .isZero();
  }

  @Test
  void shouldKeepTheClientThatHasReadWhileTheServerWasHeldUp() throws Exception {
    for (int i = 0; i < FeedServer.MAX_CLIENTS; i++) {
      assertThat(client().letter()).isEqualTo('x');
    }
    held = new CountDownLatch(1);
    gate = new CountDownLatch(1);
    Client another = client();
    held.await();

    clients.get(0).skipWhatIsThere();
    nanos.set(FeedServer.MAX_BLOCKED_NANOS);
    gate.countDown();

    assertThat(another.line()).isEqualTo(PRESENT);
    clients.get(0).skip(PRESENT.length() - Client.MAX_AHEAD);
  }
}
