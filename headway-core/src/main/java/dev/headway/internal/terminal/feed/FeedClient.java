package dev.headway.internal.terminal.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines on their way to one client. There is never more of them than fits into the bound,
 * however long the client does not read. Used by the thread of the server alone.
 */
final class FeedClient {
  /** In bytes. */
  static final int MAX_WAITING = 1 << 20;

  /** What is written at once, in bytes, or one line if that is longer. */
  private static final int PIECE = 1 << 14;

  /** Of so many progresses losses are counted apart, and together of all further ones. */
  static final int MAX_LOST = 1_000;

  /** Makes the line for events that were left out. */
  interface Losses {
    FeedLine line(long id, String label, long count);
  }

  private record Loss(String label, long count) {}

  private final ByteChannel channel;
  private final Losses losses;

  /** In their order. A line that nothing replaces has a key of its own. */
  private final Map<Object, FeedLine> waiting = new LinkedHashMap<>();

  private int bytes;
  private final Map<Long, Loss> lost = new LinkedHashMap<>();
  private final ByteBuffer scratch = ByteBuffer.allocate(256);
  private @Nullable ByteBuffer writing;

  /** Since when the client takes nothing, though something waits for it. */
  private @Nullable Long blockedSince;

  FeedClient(ByteChannel channel, Losses losses) {
    this.channel = channel;
    this.losses = losses;
  }

  /** Adds a line behind the others, or leaves it out if there is no room. */
  void add(FeedLine line) {
    FeedLine.Key key = line.key();
    if (key != null) {
      drop(key);
    } else if (line.kind() == FeedLine.Kind.STATE) {
      for (FeedLine.Kind replaced : FeedLine.Kind.values()) {
        drop(new FeedLine.Key(line.id(), replaced)); // It has newer numbers.
      }
    }
    if (bytes + line.text().length <= limit(line)) {
      put(key == null ? new Object() : key, line);
    } else if (key == null) {
      lose(line);
    }
  }

  private void lose(FeedLine line) {
    boolean apart = lost.containsKey(line.id()) || lost.size() < MAX_LOST;
    String label = apart ? line.label() : "";
    lost.merge(
        apart ? line.id() : 0,
        new Loss(label, 1),
        (before, one) -> new Loss(label, before.count + 1));
  }

  private void put(Object key, FeedLine line) {
    waiting.put(key, line);
    bytes += line.text().length;
  }

  private void drop(FeedLine.Key key) {
    FeedLine before = waiting.remove(key);
    bytes -= before == null ? 0 : before.text().length;
  }

  /** Events leave room for what begins and ends. After a loss there is none for a while. */
  private int limit(FeedLine line) {
    return switch (line.kind()) {
      case STATE -> MAX_WAITING;
      case NUMBERS, TASKS -> MAX_WAITING / 4 * 3;
      case EVENT -> lost.isEmpty() ? MAX_WAITING / 4 * 3 : MAX_WAITING / 2;
    };
  }

  /**
   * Writes as much as the client takes now.
   *
   * @param nanos the time now
   * @return true if nothing waits any more
   * @throws IOException if the client has gone
   */
  boolean write(long nanos) throws IOException {
    while (true) {
      ByteBuffer piece = writing == null ? writing = next() : writing;
      if (piece == null) {
        return true;
      }
      boolean taken = channel.write(piece) > 0;
      if (piece.hasRemaining()) {
        blockedSince = taken || blockedSince == null ? (Long) nanos : blockedSince;
        return false;
      }
      blockedSince = null;
      writing = null;
    }
  }

  /** Whether the client has taken nothing for so long, though something waits for it. */
  boolean isBlockedFor(long duration, long nanos) {
    return blockedSince != null && nanos - blockedSince >= duration;
  }

  private @Nullable ByteBuffer next() {
    if (!lost.isEmpty() && bytes < MAX_WAITING / 2) {
      lost.forEach((id, loss) -> put(new Object(), losses.line(id, loss.label, loss.count)));
      lost.clear();
    }
    ByteBuffer piece = null;
    Iterator<FeedLine> lines = waiting.values().iterator();
    while (lines.hasNext()) {
      byte[] text = lines.next().text();
      if (piece == null) {
        piece = ByteBuffer.allocate(Math.max(text.length, Math.min(bytes, PIECE)));
      } else if (text.length > piece.remaining()) {
        break;
      }
      piece.put(text);
      bytes -= text.length;
      lines.remove();
    }
    return piece == null ? null : piece.flip();
  }

  /**
   * Reads what the client has sent, and ignores it.
   *
   * @return false if the client has gone
   * @throws IOException if the client has gone, too
   */
  boolean read() throws IOException {
    scratch.clear();
    return channel.read(scratch) >= 0;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone in any case.
    }
  }
}
