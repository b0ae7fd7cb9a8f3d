package dev.headway.internal.terminal.screen;

import dev.headway.internal.terminal.device.LineBuffer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text that waits to be written: mostly whole lines, in the order of their ends. */
final class PendingOutput {

  private record Piece(LineBuffer owner, PrintStream target, ByteArrayOutputStream bytes) {}

  private List<Piece> pieces = new ArrayList<>();
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** How many bytes wait. */
  int size() {
    return size;
  }

  /** Adds text for a stream. */
  void add(LineBuffer owner, PrintStream target, ByteArrayOutputStream text) {
    if (text.size() == 0) {
      return;
    }
    size += text.size();
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last == null || last.owner != owner) {
      last = new Piece(owner, target, new ByteArrayOutputStream());
      pieces.add(last);
    }
    last.bytes.writeBytes(text.toByteArray());
  }

  /**
   * Writes all text to its streams. An unfinished line gets its end before a line of another stream
   * begins.
   *
   * @param unfinished the stream whose line is unfinished, or null
   * @return the stream whose line is unfinished now, or null
   */
  @Nullable LineBuffer writeOut(@Nullable LineBuffer unfinished) {
    // Taken first: a stream that logs what it writes would otherwise add to what is being written.
    List<Piece> taken = pieces;
    pieces = new ArrayList<>();
    size = 0;
    LineBuffer open = unfinished;
    for (Piece piece : taken) {
      if (open != null && open != piece.owner) {
        piece.target.write('\n');
      }
      byte[] bytes = piece.bytes.toByteArray();
      piece.target.write(bytes, 0, bytes.length);
      piece.target.flush();
      open = bytes[bytes.length - 1] == '\n' ? null : piece.owner;
    }
    return open;
  }
}
