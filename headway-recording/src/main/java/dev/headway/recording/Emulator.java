package dev.headway.recording;

import java.io.IOException;
import java.nio.LongBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;

/** A terminal that shows a recording, so that pictures can be taken of it. */
final class Emulator {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
  private static final int TAB = 8;
  private static final int CHUNK = 4096;
  private static final int MANY_LINES = 1000;
  private static final int TOO_MANY_LINES = 10_000;
  private static final long AT_ONCE_MILLIS = 10;

  /** The library's colours have four bits each for red, green and blue; these have names. */
  private static final Map<Integer, String> COLOURS =
      Map.ofEntries(
          Map.entry(0x000, "black"),
          Map.entry(0x800, "red"),
          Map.entry(0x080, "green"),
          Map.entry(0x880, "yellow"),
          Map.entry(0x008, "blue"),
          Map.entry(0x808, "magenta"),
          Map.entry(0x088, "cyan"),
          Map.entry(0xccc, "white"),
          Map.entry(0x888, "bright-black"),
          Map.entry(0xf00, "bright-red"),
          Map.entry(0x0f0, "bright-green"),
          Map.entry(0xff0, "bright-yellow"),
          Map.entry(0x00f, "bright-blue"),
          Map.entry(0xf0f, "bright-magenta"),
          Map.entry(0x0ff, "bright-cyan"),
          Map.entry(0xfff, "bright-white"));

  private final ScreenTerminal terminal;
  private int widest;

  /** What the rows of the last look were; most are still there at the next, perhaps higher up. */
  private Map<LongBuffer, List<Span>> known = Map.of();

  Emulator(CastHeader header) {
    // The library knows no screen smaller than 2 by 2.
    this.widest = Math.max(2, header.columns());
    this.terminal = new ScreenTerminal(widest, Math.max(2, header.rows()));
  }

  /** The most columns that it had. */
  int columns() {
    return widest;
  }

  /** Shows an event, if it is one that can be seen. */
  void show(CastEvent event) {
    if (event.is("o")) {
      write(event.data());
    } else if (event.is("r")) {
      Matcher size = SIZE.matcher(event.data());
      if (size.matches()) {
        int columns = Math.max(2, Integer.parseInt(size.group(1)));
        int rows = Math.max(2, Integer.parseInt(size.group(2)));
        if (CastHeader.isTerminal(columns, rows)) { // Else it is none, and stays as it is.
          widest = Math.max(widest, columns);
          terminal.setSize(Size.of(columns, rows));
        }
      }
    }
  }

  private void write(String shown) {
    // The library keeps one code point for each cell, and would lose the accent of a letter.
    String text = Normalizer.normalize(shown, Normalizer.Form.NFC);
    for (int from = 0, to; from < text.length(); from = to) {
      to = Math.min(text.length(), from + CHUNK);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--; // Its other half follows.
      }
      String chunk = text.substring(from, to);
      try {
        writeChunk(chunk);
        forget(chunk);
      } catch (RuntimeException e) {
        // A sequence that the library stumbles over; real terminals pass over those too.
        System.getLogger(Emulator.class.getName()).log(System.Logger.Level.DEBUG, "skipped", e);
      }
    }
  }

  private void writeChunk(String text) {
    int from = 0;
    for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', from)) {
      terminal.write(text.substring(from, tab));
      tab();
      from = tab + 1;
    }
    terminal.write(text.substring(from));
  }

  /** Erases the scrollback of the library, which grows without a bound and is never shown. */
  private void forget(String last) {
    int size = terminal.getHistorySize();
    boolean amidSequence = last.indexOf('\033', Math.max(0, last.length() - 80)) >= 0;
    if (size > MANY_LINES && !amidSequence || size > TOO_MANY_LINES) {
      terminal.write("\033[3J");
    }
  }

  /** The library's tab stops are one cell too far left. */
  private void tab() {
    int[] cursor = new int[2];
    terminal.dump(new long[terminal.getColumns() * terminal.getRows()], cursor);
    terminal.write("\033[" + (TAB - cursor[0] % TAB) + "C");
  }

  /** What there is to see, from the top. */
  List<List<Span>> spans() {
    int columns = terminal.getColumns();
    int rows = terminal.getRows();
    long[] cells = new long[columns * rows];
    terminal.dump(cells, new int[2]);
    Map<LongBuffer, List<Span>> seen = new HashMap<>();
    List<List<Span>> spans = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      LongBuffer key = LongBuffer.wrap(cells, row * columns, columns).slice();
      List<Span> same = known.get(key);
      List<Span> now = same == null ? seen.computeIfAbsent(key, Emulator::row) : same;
      seen.put(key, now);
      spans.add(now);
    }
    known = seen;
    return spans;
  }

  private static List<Span> row(LongBuffer cells) {
    int columns = cells.remaining();
    String[] texts = new String[columns];
    String[] styles = new String[columns];
    for (int i = 0; i < columns; i++) {
      long cell = cells.get(i);
      int character = ScreenTerminal.cellCodePoint(cell);
      texts[i] = character == 0 ? "" : text(cell, character);
      styles[i] = style(cell);
    }
    return Span.row(texts, styles);
  }

  /** All that a recording shows. */
  static Shown play(CastReader cast, Timing timing) throws IOException {
    Emulator emulator = new Emulator(cast.header());
    FrameSequence frames = new FrameSequence();
    // What comes at the same time, or nearly, is looked at once: a look costs more than a letter,
    // and the longer it takes, the less often the sequence wants one.
    long since = -1;
    CastEvent event = cast.next();
    while (event != null) {
      emulator.show(event);
      long millis = timing.micros(event) / 1000;
      since = since < 0 ? millis : since;
      long closest = Math.max(AT_ONCE_MILLIS, frames.closestMillis() / 4);
      event = cast.next();
      if (event == null || timing.peek(event) / 1000 - since >= closest) {
        frames.add(since, emulator.spans());
        since = -1;
      }
    }
    return new Shown(emulator.columns(), frames.frames());
  }

  /**
   * What a recording showed.
   *
   * @param columns the width
   * @param frames when it changed
   */
  record Shown(int columns, List<ScreenFrame> frames) {}

  /** What a recording leaves at its end. */
  static ScreenFrame last(CastReader cast) throws IOException {
    Emulator emulator = new Emulator(cast.header());
    for (CastEvent event = cast.next(); event != null; event = cast.next()) {
      emulator.show(event);
    }
    return new ScreenFrame(0, emulator.spans());
  }

  private static String text(long cell, int character) {
    return ScreenTerminal.cellConceal(cell) || Character.isISOControl(character)
        ? " "
        : Character.toString(character);
  }

  private static String style(long cell) {
    List<String> words = new ArrayList<>();
    add(words, ScreenTerminal.cellBold(cell), "bold");
    add(words, ScreenTerminal.cellDim(cell), "dim");
    add(words, ScreenTerminal.cellItalic(cell), "italic");
    add(words, ScreenTerminal.cellUnderline(cell), "underline");
    String ink =
        ScreenTerminal.cellHasForeground(cell) ? name(ScreenTerminal.cellForeground(cell)) : "";
    String paper =
        ScreenTerminal.cellHasBackground(cell) ? name(ScreenTerminal.cellBackground(cell)) : "";
    boolean inverse = ScreenTerminal.cellInverse(cell);
    String front = inverse ? (paper.isEmpty() ? "paper" : paper) : ink;
    String back = inverse ? (ink.isEmpty() ? "ink" : ink) : paper;
    add(words, !front.isEmpty(), front);
    add(words, !back.isEmpty(), "bg-" + back);
    return String.join(" ", words);
  }

  private static String name(int colour) {
    String name = COLOURS.get(colour);
    return name != null
        ? name
        : String.format(
            "#%02x%02x%02x",
            (colour >> 8 & 0xF) * 17, (colour >> 4 & 0xF) * 17, (colour & 0xF) * 17);
  }

  private static void add(List<String> to, boolean wanted, String word) {
    if (wanted) {
      to.add(word);
    }
  }
}
