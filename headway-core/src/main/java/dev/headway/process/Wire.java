package dev.headway.process;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Frames on a socket: length, kind, request, checksum, payload. Any thread may send; one thread
 * receives: {@link #next}, then {@link #payload}.
 *
 * <p>Heap arrays pass through two direct buffers of fixed size, since the channel itself would take
 * a direct buffer as large as the largest frame and keep it.
 */
final class Wire implements Closeable {
  /** The most bytes that a payload may have. */
  static final int LIMIT = 1 << 30;

  private static final int HEAD = 16;
  private static final int CHUNK = 1 << 16;
  private static final Frame.Kind[] KINDS = Frame.Kind.values();

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(CHUNK);
  private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK).limit(0);
  private final Object sending = new Object();
  private volatile long sent;
  private volatile long received;

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  void send(Frame.Kind kind, int request) throws IOException {
    send(kind, request, new byte[0], 0);
  }

  void send(Frame.Kind kind, int request, Bytes payload) throws IOException {
    send(kind, request, payload.array(), payload.length());
  }

  private void send(Frame.Kind kind, int request, byte[] payload, int length) throws IOException {
    synchronized (sending) {
      out.clear();
      out.putInt(length).putInt(kind.ordinal()).putInt(request);
      out.putInt(checksum(kind, request, payload, length));
      int copied = 0;
      do {
        int count = Math.min(out.remaining(), length - copied);
        out.put(payload, copied, count);
        copied += count;
        out.flip();
        while (out.hasRemaining()) {
          sent = sent + channel.write(out); // One thread at a time.
        }
        out.clear();
      } while (copied < length);
    }
  }

  /** Waits for a frame and returns its head, or null if the other side has closed the socket. */
  @Nullable Frame next() throws IOException {
    while (in.remaining() < HEAD) {
      if (!fill()) {
        if (in.hasRemaining()) {
          throw new EOFException("The socket was closed in the middle of a frame.");
        }
        return null;
      }
    }
    int length = in.getInt();
    int kind = in.getInt();
    int request = in.getInt();
    int checksum = in.getInt();
    if (kind < 0 || kind >= KINDS.length) {
      throw new BadFrameException("its kind is unknown (" + kind + ")");
    }
    if (length < 0 || length > LIMIT) {
      throw new BadFrameException("its length is impossible (" + length + " bytes)");
    }
    return new Frame(KINDS[kind], request, length, checksum);
  }

  /** Reads the payload of the frame whose head came last, in place of what the buffer holds. */
  void payload(Frame frame, Bytes into) throws IOException {
    into.clear();
    int missing = frame.length();
    while (missing > 0) {
      if (!in.hasRemaining() && !fill()) {
        throw new EOFException("The socket was closed in the middle of a frame.");
      }
      // The buffer grows with what arrives, so that a false length cannot take the memory.
      int count = Math.min(missing, in.remaining());
      int at = into.extend(count, frame.length());
      in.get(into.array(), at, count);
      missing -= count;
    }
    if (checksum(frame.kind(), frame.request(), into.array(), into.length()) != frame.checksum()) {
      throw new BadFrameException("its checksum is wrong");
    }
  }

  private boolean fill() throws IOException {
    in.compact();
    try {
      int count = channel.read(in);
      received = received + Math.max(0, count); // One thread receives.
      return count >= 0;
    } finally {
      in.flip();
    }
  }

  /** How many bytes went either way. */
  long moved() {
    return sent + received;
  }

  private static int checksum(Frame.Kind kind, int request, byte[] payload, int length) {
    CRC32C crc = new CRC32C();
    crc.update(kind.ordinal());
    for (int shift = 24; shift >= 0; shift -= 8) {
      crc.update(request >>> shift);
      crc.update(length >>> shift);
    }
    crc.update(payload, 0, length);
    return (int) crc.getValue();
  }

  /** Wakes whoever is blocked in this wire. Does not throw. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, whether or not it could be closed in order.
    }
  }
}
