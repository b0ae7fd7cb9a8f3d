package dev.headway.internal.terminal.device;

import dev.headway.internal.text.ControlEscapes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Cuts the bytes that a program prints into whole lines, and makes control sequences in them
 * visible that would break the screen; colours, tabs and carriage returns pass. All other bytes
 * pass as they are, whatever their encoding. Not safe for several threads.
 */
public final class LineBuffer {

  /** A line that grows longer than this is cut: it must not take all memory. */
  static final int MAX_LENGTH = 8 * 1024;

  private static final int ESCAPE = 0x1B;

  /** A longer sequence is not a colour. */
  private static final int MAX_SEQUENCE_LENGTH = 32;

  private static final String PLAIN = "\033[0m";

  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private final boolean utf8;
  private final boolean c1;

  /** Whether the line has colours so far. */
  private boolean coloured;

  /** Whether the unfinished line already waited at the last {@link #isLate()}. */
  private boolean late;

  private boolean finished;

  LineBuffer(Charset charset) {
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.c1 = charset.equals(StandardCharsets.ISO_8859_1);
  }

  /** Returns text as whole lines without harmful control sequences. */
  public static byte[] harmless(byte[] text, Charset charset) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    LineBuffer buffer = new LineBuffer(charset);
    buffer.add(text, 0, text.length, lines);
    buffer.cut(lines);
    return lines.toByteArray();
  }

  /** Takes bytes and adds every line that they complete, with its line feed, to {@code lines}. */
  public void add(byte[] bytes, int offset, int length, ByteArrayOutputStream lines) {
    late = false;
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        unfinished.write(bytes, start, i + 1 - start);
        flush(lines);
        start = i + 1;
      } else if (unfinished.size() + i - start >= MAX_LENGTH && !continues(bytes[i])) {
        unfinished.write(bytes, start, i - start);
        cut(lines);
        start = i;
      }
    }
    unfinished.write(bytes, start, end - start);
  }

  /** Adds the unfinished line, except for an incomplete character or sequence at its end. */
  public void takeUnfinished(ByteArrayOutputStream text) {
    byte[] line = unfinished.toByteArray();
    int whole = whole(line);
    unfinished.reset();
    write(line, whole, text);
    unfinished.write(line, whole, line.length - whole);
  }

  /** Returns whether an unfinished line waits, and waited already at the last call. */
  public boolean isLate() {
    boolean waited = late;
    late = unfinished.size() > 0;
    return waited && late;
  }

  /** Adds the whole unfinished line; no more text follows. */
  public void finish(ByteArrayOutputStream text) {
    finished = true;
    byte[] line = unfinished.toByteArray();
    unfinished.reset();
    write(line, line.length, text);
    if (coloured) {
      text.writeBytes(PLAIN.getBytes(StandardCharsets.US_ASCII));
    }
  }

  public boolean isFinished() {
    return finished;
  }

  private void cut(ByteArrayOutputStream lines) {
    if (unfinished.size() > 0) {
      unfinished.write('\n');
      flush(lines);
    }
  }

  private void flush(ByteArrayOutputStream lines) {
    byte[] line = unfinished.toByteArray();
    unfinished.reset();
    write(line, line.length - 1, lines);
    if (coloured) {
      // The line does not reset its colour, and the bar below must not inherit it.
      lines.writeBytes(PLAIN.getBytes(StandardCharsets.US_ASCII));
      coloured = false;
    }
    lines.write('\n');
  }

  private void write(byte[] line, int body, ByteArrayOutputStream lines) {
    int clean = 0;
    for (int i = 0; i < body; ) {
      int colour = colourAt(line, i, body);
      int control = colour > 0 ? 0 : controlAt(line, i, body);
      coloured |= colour > 0;
      if (control > 0) {
        lines.write(line, clean, i - clean);
        char c = (char) (line[i + control - 1] & 0xFF);
        lines.writeBytes(ControlEscapes.escape(c).getBytes(StandardCharsets.US_ASCII));
        clean = i + control;
      }
      i += Math.max(1, colour + control);
    }
    lines.write(line, clean, body - clean);
  }

  /** How many bytes are whole characters and whole sequences. */
  private int whole(byte[] line) {
    for (int i = line.length - 1; i >= 0 && i >= line.length - MAX_SEQUENCE_LENGTH; i--) {
      if (line[i] == ESCAPE && colourAt(line, i, line.length) == 0 && isBegun(line, i + 1)) {
        return i;
      }
    }
    int i = line.length;
    while (utf8 && i > 0 && continues(line[i - 1])) {
      i--;
    }
    int lead = i > 0 ? line[i - 1] & 0xFF : 0;
    int needed = !utf8 || lead < 0xC0 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return needed > 1 && line.length - i + 1 < needed ? i - 1 : line.length;
  }

  /** Whether all that follows an escape may be the beginning of a colour. */
  private static boolean isBegun(byte[] line, int from) {
    for (int i = from; i < line.length; i++) {
      boolean fits = i == from ? line[i] == '[' : line[i] >= '0' && line[i] <= ';';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** The length of the colour sequence that begins here, or 0. */
  private static int colourAt(byte[] line, int at, int end) {
    if (line[at] != ESCAPE || at + 1 >= end || line[at + 1] != '[') {
      return 0;
    }
    int i = at + 2;
    while (i < end && (line[i] >= '0' && line[i] <= ';')) {
      i++;
    }
    return i < end && line[i] == 'm' ? i + 1 - at : 0;
  }

  /** The length of the control character that begins here and must not pass, or 0. */
  private int controlAt(byte[] line, int at, int end) {
    int b = line[at] & 0xFF;
    if (b == '\t' || b == '\r') {
      return 0;
    }
    if (b < ' ' || b == 0x7F) {
      return 1;
    }
    // The C1 controls, of which one alone begins a control sequence.
    if (c1 && b >= 0x80 && b <= 0x9F) {
      return 1;
    }
    boolean two = utf8 && b == 0xC2 && at + 1 < end;
    return two && (line[at + 1] & 0xFF) <= 0x9F && (line[at + 1] & 0x80) != 0 ? 2 : 0;
  }

  /** Whether a byte goes on with a character of UTF-8, so that no cut may stand before it. */
  private boolean continues(byte b) {
    return utf8 && (b & 0xC0) == 0x80;
  }
}
