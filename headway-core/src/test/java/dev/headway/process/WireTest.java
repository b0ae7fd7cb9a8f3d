package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class WireTest {
  private SocketChannel here;
  private SocketChannel there;
  private Wire wire;

  @BeforeEach
  void connect() throws IOException {
    Nest nest = Nest.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(nest.socket());
      server.bind(address);
      here = SocketChannel.open(address);
      there = server.accept();
    } finally {
      nest.delete();
    }
    wire = new Wire(here);
  }

  @AfterEach
  void close() throws IOException {
    here.close();
    there.close();
  }

  private static Bytes bytes(int length) {
    byte[] random = new byte[length];
    new Random(length).nextBytes(random);
    Bytes bytes = new Bytes();
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
    Wire other = new Wire(there);
    int[] sizes = {0, 1, 19, 20, 65_515, 65_516, 65_517, 65_536, 1_000_000};
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int size : sizes) {
                  other.send(Frame.Kind.RESULTS, size, bytes(size));
                }
                other.send(Frame.Kind.EXITING, 7);
              } catch (IOException e) {
                other.close();
              }
            });
    sender.start();

    Bytes payload = new Bytes();
    for (int size : sizes) {
      Frame frame = wire.next();
      wire.payload(frame, payload);
      assertThat(frame.kind()).isEqualTo(Frame.Kind.RESULTS);
      assertThat(frame.request()).isEqualTo(size);
      assertThat(payload.length()).isEqualTo(size);
      assertThat(ByteBuffer.wrap(payload.array(), 0, size))
          .isEqualTo(ByteBuffer.wrap(bytes(size).array(), 0, size));
    }
    assertThat(wire.next().kind()).isEqualTo(Frame.Kind.EXITING);
    Patience.join(sender);
  }

  @Test
  void shouldCarryTheNumberOfResults() throws Exception {
    new Wire(there).send(Frame.Kind.RESULTS, 3, 4_096, bytes(9).array(), 2, 5);
    Frame frame = wire.next();
    assertThat(frame.results()).isEqualTo(4_096);
    wire.payload(frame, new Bytes());

    there.write(
        ByteBuffer.allocate(25)
            .putInt(5)
            .putInt(Frame.Kind.RESULTS.ordinal())
            .putInt(3)
            .putInt(4_095)
            .putInt(frame.checksum())
            .put(bytes(9).array(), 2, 5)
            .flip());
    Frame forged = wire.next();
    assertThatThrownBy(() -> wire.payload(forged, new Bytes()))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("its checksum is wrong");
  }

  @Test
  void shouldCarryArraysOfAllSizes() throws Exception {
    Wire other = new Wire(there);
    int[] sizes = {0, 1, 65_511, 65_512, 65_515, 65_516, 65_517, 1_000_000, 17 << 20};
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int size : sizes) {
                  other.sendArray(size, Arrays.copyOf(bytes(size).array(), size));
                  other.send(Frame.Kind.EXITING, 7);
                }
              } catch (IOException e) {
                other.close();
              }
            });
    sender.start();

    for (int size : sizes) {
      Frame frame = wire.next();
      assertThat(frame.kind()).isEqualTo(Frame.Kind.ARRAY);
      assertThat(frame.request()).isEqualTo(size);
      assertThat(wire.array(frame)).isEqualTo(Arrays.copyOf(bytes(size).array(), size));
      assertThat(wire.next().kind()).isEqualTo(Frame.Kind.EXITING);
    }
    Patience.join(sender);
  }

  @Test
  void shouldRefuseAnArrayWithAWrongChecksum() throws Exception {
    Wire other = new Wire(there);
    other.sendArray(1, new byte[] {1, 2, 3});
    ByteBuffer sent = ByteBuffer.allocate(20 + 3 + 4);
    while (sent.hasRemaining()) {
      here.read(sent);
    }
    for (int at : new int[] {19, 21, 26}) { // In the head, the elements, the checksum.
      there.write(sent.duplicate().flip().put(at, (byte) (sent.get(at) + 1)));
      sent.put(at, (byte) (sent.get(at) - 1));
      Wire fresh = new Wire(here);
      Frame frame = fresh.next();
      assertThatThrownBy(() -> fresh.array(frame))
          .isInstanceOf(BadFrameException.class)
          .hasMessage("its checksum is wrong");
    }
  }

  @Test
  void shouldTellTheEndFromAShortFrame() throws Exception {
    there.close();
    assertThat(wire.next()).isNull();
  }

  @Test
  void shouldRefuseAShortHead() throws Exception {
    sendRaw(1, 2);
    there.close();
    assertThatThrownBy(wire::next).isInstanceOf(EOFException.class);
  }

  @Test
  void shouldRefuseAShortPayload() throws Exception {
    sendRaw(100, Frame.Kind.DONE.ordinal(), 1, 0, 0, 0);
    there.close();
    Frame frame = wire.next();
    assertThatThrownBy(() -> wire.payload(frame, new Bytes())).isInstanceOf(EOFException.class);
  }

  @Test
  void shouldRefuseAnUnknownKind() throws Exception {
    sendRaw(0, 99, 0, 0, 0);
    assertThatThrownBy(wire::next)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("its kind is unknown (99)");
  }

  @Test
  void shouldRefuseAnImpossibleLength() throws Exception {
    sendRaw(-1, 0, 0, 0, 0);
    assertThatThrownBy(wire::next).isInstanceOf(BadFrameException.class);
  }

  @Test
  void shouldRefuseAWrongChecksum() throws Exception {
    sendRaw(4, Frame.Kind.DONE.ordinal(), 1, 0, 12345, 0);
    Frame frame = wire.next();
    assertThatThrownBy(() -> wire.payload(frame, new Bytes()))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("its checksum is wrong");
  }

  @Test
  void shouldRefuseGarbageOfAnyKind() throws Exception {
    Bytes garbage = bytes(10_000);
    there.write(ByteBuffer.wrap(garbage.array(), 0, 10_000));
    assertThatThrownBy(wire::next).isInstanceOf(BadFrameException.class);
  }
}
