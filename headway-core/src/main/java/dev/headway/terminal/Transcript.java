package dev.headway.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Whole lines that wait to be written, in the order in which they were finished. */
final class Transcript {

  private record Piece(PrintStream target, ByteArrayOutputStream bytes) {}

  private List<Piece> pieces = new ArrayList<>();
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** How many bytes wait. */
  int size() {
    return size;
  }

  /** Adds lines for a stream. */
  void add(PrintStream target, ByteArrayOutputStream lines) {
    if (lines.size() == 0) {
      return;
    }
    size += lines.size();
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last == null || last.target != target) {
      last = new Piece(target, new ByteArrayOutputStream());
      pieces.add(last);
    }
    last.bytes.writeBytes(lines.toByteArray());
  }

  /** Writes all lines to their streams. */
  void writeOut() {
    // Taken first: a stream that logs what it writes would otherwise add to what is being written.
    List<Piece> taken = pieces;
    pieces = new ArrayList<>();
    size = 0;
    for (Piece piece : taken) {
      byte[] bytes = piece.bytes.toByteArray();
      piece.target.write(bytes, 0, bytes.length);
      piece.target.flush();
    }
  }
}
