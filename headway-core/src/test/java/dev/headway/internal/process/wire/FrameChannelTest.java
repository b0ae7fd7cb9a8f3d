package dev.headway.internal.process.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.process.Patience;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameChannelTest {
  private SocketChannel here;
  private SocketChannel there;
  private FrameChannel channel;

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
    channel = new FrameChannel(here);
  }

  @AfterEach
  void close() throws IOException {
    here.close();
    there.close();
  }

  private static GrowableBuffer bytes(int length) {
    byte[] random = new byte[length];
    new Random(length).nextBytes(random);
    GrowableBuffer bytes = new GrowableBuffer();
    bytes.write(random, 0, length);
    return bytes;
  }

  private void sendRaw(int... words) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * words.length);
    for (int word : words) {
      buffer.putInt(word);
    }
    there.write(buffer.flip());
  }

  @Test
  void shouldCarryFramesOfAllSizes() throws Exception {
    FrameChannel other = new FrameChannel(there);
    int[] sizes = {0, 1, 19, 20, 65_515, 65_516, 65_517, 65_536, 1_000_000};
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int size : sizes) {
                  other.send(FrameHeader.Kind.RESULTS, size, bytes(size));
                }
                other.send(FrameHeader.Kind.EXITING, 7);
              } catch (IOException e) {
                other.close();
              }
            });
    sender.start();

    GrowableBuffer payload = new GrowableBuffer();
    for (int size : sizes) {
      FrameHeader header = channel.next();
      channel.payload(header, payload);
      assertThat(header.kind()).isEqualTo(FrameHeader.Kind.RESULTS);
      assertThat(header.request()).isEqualTo(size);
      assertThat(payload.length()).isEqualTo(size);
      assertThat(ByteBuffer.wrap(payload.array(), 0, size))
          .isEqualTo(ByteBuffer.wrap(bytes(size).array(), 0, size));
    }
    assertThat(channel.next().kind()).isEqualTo(FrameHeader.Kind.EXITING);
    Patience.join(sender);
  }

  @Test
  void shouldCarryTheNumberOfResults() throws Exception {
    new FrameChannel(there).send(FrameHeader.Kind.RESULTS, 3, 4_096, bytes(9).array(), 2, 5);
    FrameHeader header = channel.next();
    assertThat(header.results()).isEqualTo(4_096);
    channel.payload(header, new GrowableBuffer());

    there.write(
        ByteBuffer.allocate(25)
            .putInt(5)
            .putInt(FrameHeader.Kind.RESULTS.ordinal())
            .putInt(3)
            .putInt(4_095)
            .putInt(header.checksum())
            .put(bytes(9).array(), 2, 5)
            .flip());
    FrameHeader forged = channel.next();
    assertThatThrownBy(() -> channel.payload(forged, new GrowableBuffer()))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("its checksum is wrong");
  }

  @Test
  void shouldCarryArraysOfAllSizes() throws Exception {
    FrameChannel other = new FrameChannel(there);
    int[] sizes = {0, 1, 65_511, 65_512, 65_515, 65_516, 65_517, 1_000_000, 17 << 20};
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int size : sizes) {
                  other.sendArray(size, Arrays.copyOf(bytes(size).array(), size));
                  other.send(FrameHeader.Kind.EXITING, 7);
                }
              } catch (IOException e) {
                other.close();
              }
            });
    sender.start();

    for (int size : sizes) {
      FrameHeader header = channel.next();
      assertThat(header.kind()).isEqualTo(FrameHeader.Kind.ARRAY);
      assertThat(header.request()).isEqualTo(size);
      assertThat(channel.array(header)).isEqualTo(Arrays.copyOf(bytes(size).array(), size));
      assertThat(channel.next().kind()).isEqualTo(FrameHeader.Kind.EXITING);
    }
    Patience.join(sender);
  }

  @Test
  void shouldRefuseAnArrayWithAWrongChecksum() throws Exception {
    FrameChannel other = new FrameChannel(there);
    other.sendArray(1, new byte[] {1, 2, 3});
    ByteBuffer sent = ByteBuffer.allocate(20 + 3 + 4);
    while (sent.hasRemaining()) {
      here.read(sent);
    }
    for (int at : new int[] {19, 21, 26}) { // In the head, the elements, the checksum.
      there.write(sent.duplicate().flip().put(at, (byte) (sent.get(at) + 1)));
      sent.put(at, (byte) (sent.get(at) - 1));
      FrameChannel fresh = new FrameChannel(here);
      FrameHeader header = fresh.next();
      assertThatThrownBy(() -> fresh.array(header))
          .isInstanceOf(BadFrameException.class)
          .hasMessage("its checksum is wrong");
    }
  }

  @Test
  void shouldTellTheEndFromAShortFrame() throws Exception {
    there.close();
    assertThat(channel.next()).isNull();
  }

  @Test
  void shouldRefuseAShortHead() throws Exception {
    sendRaw(1, 2);
    there.close();
    assertThatThrownBy(channel::next).isInstanceOf(EOFException.class);
  }

  @Test
  void shouldRefuseAShortPayload() throws Exception {
    sendRaw(100, FrameHeader.Kind.DONE.ordinal(), 1, 0, 0, 0);
    there.close();
    FrameHeader header = channel.next();
    assertThatThrownBy(() -> channel.payload(header, new GrowableBuffer()))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void shouldRefuseAnUnknownKind() throws Exception {
    sendRaw(0, 99, 0, 0, 0);
    assertThatThrownBy(channel::next)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("its kind is unknown (99)");
  }

  @Test
  void shouldRefuseAnImpossibleLength() throws Exception {
    sendRaw(-1, 0, 0, 0, 0);
    assertThatThrownBy(channel::next).isInstanceOf(BadFrameException.class);
  }

  @Test
  void shouldRefuseAWrongChecksum() throws Exception {
    sendRaw(4, FrameHeader.Kind.DONE.ordinal(), 1, 0, 12345, 0);
    FrameHeader header = channel.next();
    assertThatThrownBy(() -> channel.payload(header, new GrowableBuffer()))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("its checksum is wrong");
  }

  @Test
  void shouldRefuseGarbageOfAnyKind() throws Exception {
    GrowableBuffer garbage = bytes(10_000);
    there.write(ByteBuffer.wrap(garbage.array(), 0, 10_000));
    assertThatThrownBy(channel::next).isInstanceOf(BadFrameException.class);
  }
}
