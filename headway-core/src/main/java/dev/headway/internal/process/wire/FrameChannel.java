package dev.headway.internal.process.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Frames on a socket: length, kind, request, results, checksum, payload. Any thread may send; one
 * thread receives: {@link #next}, then {@link #payload}, or {@link #array} if it is one.
 *
 * <p>Heap arrays pass through two direct buffers of fixed size, since the channel itself would take
 * a direct buffer as large as the largest frame and keep it.
 */
public final class FrameChannel implements Closeable {
  private static final int HEAD = 20;
  private static final int TRAILER = 4;
  private static final int CHUNK = 1 << 16;

  /** As much memory is taken for an array of which nothing has arrived yet. */
  private static final int TRUSTED = 1 << 24;

  private static final byte[] NOTHING = {};
  private static final FrameHeader.Kind[] KINDS = FrameHeader.Kind.values();

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(CHUNK);
  private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK).limit(0);
  private final Object sending = new Object();

  /** What is still to come of the frame whose head came last. For the thread that receives. */
  private long unread;

  private volatile long sent;
  private volatile long received;

  /** Each goes up by one as a read or write of the socket begins, and again as it ends. */
  private volatile long reads;

  private volatile long writes;

  public FrameChannel(SocketChannel channel) {
    this.channel = channel;
  }

  public void send(FrameHeader.Kind kind, int request) throws IOException {
    send(kind, request, 0, NOTHING, 0, 0);
  }

  /** Sends a frame, and ahead of it the large arrays that belong to it. */
  public void send(FrameHeader.Kind kind, int request, GrowableBuffer payload) throws IOException {
    for (byte[] array : payload.arrays()) {
      sendArray(request, array);
    }
    send(kind, request, 0, payload.array(), 0, payload.length());
  }

  /** Sends a frame with so many results, or without any. */
  public void send(
      FrameHeader.Kind kind, int request, int results, byte[] payload, int offset, int length)
      throws IOException {
    synchronized (sending) {
      out.clear();
      out.putInt(length).putInt(kind.ordinal()).putInt(request).putInt(results);
      out.putInt(checksum(kind, request, results, length, payload, offset, length));
      int copied = 0;
      do {
        int count = Math.min(out.remaining(), length - copied);
        out.put(payload, offset + copied, count);
        copied += count;
        writeOut();
      } while (copied < length);
    }
  }

  /**
   * Sends an array without a copy of it in the heap. The checksum comes last, since it is that of
   * what was sent: the array's owner may change it meanwhile.
   */
  public void sendArray(int request, byte[] array) throws IOException {
    synchronized (sending) {
      out.clear();
      out.putInt(array.length).putInt(FrameHeader.Kind.ARRAY.ordinal()).putInt(request).putInt(0);
      out.putInt(checksum(FrameHeader.Kind.ARRAY, request, 0, array.length, array, 0, 0));
      CRC32C crc = new CRC32C();
      int copied = 0;
      while (copied < array.length) {
        int begin = out.position();
        int count = Math.min(out.remaining(), array.length - copied);
        out.put(array, copied, count);
        crc.update(out.duplicate().flip().position(begin));
        copied += count;
        if (!out.hasRemaining()) {
          writeOut();
        }
      }
      if (out.remaining() < TRAILER) {
        writeOut();
      }
      out.putInt((int) crc.getValue());
      writeOut();
    }
  }

  private void writeOut() throws IOException {
    out.flip();
    writes = writes + 1; // One thread at a time.
    try {
      while (out.hasRemaining()) {
        sent = sent + channel.write(out);
      }
    } finally {
      writes = writes + 1;
    }
    out.clear();
  }

  /** Waits for a frame and returns its head, or null if the other side has closed the socket. */
  @Nullable
  public FrameHeader next() throws IOException {
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
    int results = in.getInt();
    int checksum = in.getInt();
    if (kind < 0 || kind >= KINDS.length) {
      throw new BadFrameException("its kind is unknown (" + kind + ")");
    }
    if (length < 0 || length > GrowableBuffer.LIMIT) {
      throw new BadFrameException("its length is impossible (" + length + " bytes)");
    }
    FrameHeader header = new FrameHeader(KINDS[kind], request, results, length, checksum);
    unread = header.kind() == FrameHeader.Kind.ARRAY ? (long) length + TRAILER : length;
    return header;
  }

  /**
   * Reads the payload of the frame whose head came last, in place of what the buffer holds. If
   * there is not the memory for all of it, the buffer has its beginning, and the rest is to be
   * skipped.
   */
  public void payload(FrameHeader header, GrowableBuffer into) throws IOException {
    into.clear();
    int missing = header.length();
    while (missing > 0) {
      require(1);
      // The buffer grows with what arrives, so that a false length cannot take the memory.
      int count = Math.min(missing, in.remaining());
      int at = into.extend(count, header.length());
      in.get(into.array(), at, count);
      missing -= count;
      unread -= count;
    }
    int length = into.length();
    if (checksum(header, into.array(), length) != header.checksum()) {
      throw new BadFrameException("its checksum is wrong");
    }
  }

  /** Reads the payload of an array's frame, whose head came last, straight into its place. */
  public byte[] array(FrameHeader header) throws IOException {
    int length = header.length();
    if (checksum(header, NOTHING, 0) != header.checksum()) {
      throw new BadFrameException("its checksum is wrong");
    }
    byte[] array = new byte[Math.min(length, TRUSTED)];
    CRC32C crc = new CRC32C();
    int filled = 0;
    while (filled < length) {
      require(1);
      if (filled == array.length) {
        array = Arrays.copyOf(array, (int) Math.min(length, 8L * filled));
      }
      int count = Math.min(in.remaining(), array.length - filled);
      crc.update(in.duplicate().limit(in.position() + count));
      in.get(array, filled, count);
      filled += count;
      unread -= count;
    }
    require(TRAILER);
    unread -= TRAILER;
    if (in.getInt() != (int) crc.getValue()) {
      throw new BadFrameException("its checksum is wrong");
    }
    return array;
  }

  /** Reads past the rest of a frame for which there is not the memory. */
  public void skip() throws IOException {
    while (unread > 0) {
      require(1);
      int count = (int) Math.min(unread, in.remaining());
      in.position(in.position() + count);
      unread -= count;
    }
  }

  private void require(int bytes) throws IOException {
    while (in.remaining() < bytes) {
      if (!fill()) {
        throw new EOFException("The socket was closed in the middle of a frame.");
      }
    }
  }

  private boolean fill() throws IOException {
    in.compact();
    reads = reads + 1;
    try {
      int count = channel.read(in);
      received = received + Math.max(0, count); // One thread receives.
      return count >= 0;
    } finally {
      reads = reads + 1;
      in.flip();
    }
  }

  /** The number of the read that a thread is in now; 0 if there is none. */
  public long blockedRead() {
    long number = reads;
    return number % 2 == 1 ? number : 0;
  }

  /** The number of the write that a thread is in now; 0 if there is none. */
  public long blockedWrite() {
    long number = writes;
    return number % 2 == 1 ? number : 0;
  }

  /** How many bytes went either way. */
  public long moved() {
    return sent + received;
  }

  private static int checksum(FrameHeader header, byte[] payload, int count) {
    return checksum(
        header.kind(), header.request(), header.results(), header.length(), payload, 0, count);
  }

  private static int checksum(
      FrameHeader.Kind kind,
      int request,
      int results,
      int length,
      byte[] payload,
      int offset,
      int count) {
    CRC32C crc = new CRC32C();
    crc.update(kind.ordinal());
    for (int shift = 24; shift >= 0; shift -= 8) {
      crc.update(request >>> shift);
      crc.update(results >>> shift);
      crc.update(length >>> shift);
    }
    crc.update(payload, offset, count);
    return (int) crc.getValue();
  }

  /** Wakes the threads that are blocked in this channel. Does not throw. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, whether or not it could be closed in order.
    }
  }
}
