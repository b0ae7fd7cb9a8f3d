package dev.headway.terminal;

import dev.headway.text.Visible;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Cuts the bytes that a program prints into whole lines, and makes control sequences in them
 * visible that would break the screen; colours, tabs and carriage returns pass. All other bytes
 * pass as they are, whatever their encoding. Not safe for several threads.
 */
final class LineGatherer {

  /** A line that grows longer than this is cut: it must not take all memory. */
  static final int LONGEST = 8 * 1024;

  private static final int ESCAPE = 0x1B;

  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private final boolean utf8;
  private final boolean c1;
  private boolean finished;

  LineGatherer(Charset charset) {
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.c1 = charset.equals(StandardCharsets.ISO_8859_1);
  }

  /** A line without its end, as it may be printed where no bar is up. */
  static String harmless(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    LineGatherer gatherer = new LineGatherer(StandardCharsets.UTF_8);
    gatherer.add(bytes, 0, bytes.length, lines);
    gatherer.finish(lines);
    String text = lines.toString(StandardCharsets.UTF_8);
    return text.isEmpty() ? text : text.substring(0, text.length() - 1);
  }

  /** Takes bytes and adds every line that they complete, with its line feed, to {@code lines}. */
  void add(byte[] bytes, int offset, int length, ByteArrayOutputStream lines) {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        unfinished.write(bytes, start, i + 1 - start);
        flush(lines);
        start = i + 1;
      } else if (unfinished.size() + i - start >= LONGEST && !continues(bytes[i])) {
        unfinished.write(bytes, start, i - start);
        cut(lines);
        start = i;
      }
    }
    unfinished.write(bytes, start, end - start);
  }

  /** Adds what is there of an unfinished line, as a line; there will be no more. */
  void finish(ByteArrayOutputStream lines) {
    finished = true;
    cut(lines);
  }

  boolean isFinished() {
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
    boolean coloured = false;
    int clean = 0;
    int body = line.length - 1;
    for (int i = 0; i < body; ) {
      int colour = colourAt(line, i, body);
      int control = colour > 0 ? 0 : controlAt(line, i, body);
      coloured |= colour > 0;
      if (control > 0) {
        lines.write(line, clean, i - clean);
        char c = (char) (line[i + control - 1] & 0xFF);
        lines.writeBytes(Visible.escape(c).getBytes(StandardCharsets.US_ASCII));
        clean = i + control;
      }
      i += Math.max(1, colour + control);
    }
    lines.write(line, clean, body - clean);
    if (coloured) {
      // The bar below must not take on the colour of a line that does not end its own.
      lines.writeBytes("\033[0m".getBytes(StandardCharsets.US_ASCII));
    }
    lines.write('\n');
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
