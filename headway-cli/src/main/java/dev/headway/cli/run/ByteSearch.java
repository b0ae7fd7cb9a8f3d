package dev.headway.cli.run;

/**
 * Finds a text in bytes that come one by one, without looking back. Used by one thread.
 *
 * <p>This is the algorithm of Knuth, Morris and Pratt.
 */
final class ByteSearch {
  private final byte[] text;

  /** By length of what has matched, how much of it remains if the next byte does not match. */
  private final int[] shorter;

  private int matched;

  ByteSearch(byte[] text) {
    this.text = text.clone();
    this.shorter = new int[text.length + 1];
    int length = 0;
    for (int i = 1; i < text.length; i++) {
      while (length > 0 && text[i] != text[length]) {
        length = shorter[length];
      }
      length += text[i] == text[length] ? 1 : 0;
      shorter[i + 1] = length;
    }
  }

  boolean isEmpty() {
    return text.length == 0;
  }

  /** Returns true if the text ends with this byte; texts may overlap. Never for an empty text. */
  boolean endsWith(byte next) {
    if (text.length == 0) {
      return false;
    }
    if (matched == text.length) {
      matched = shorter[matched];
    }
    while (matched > 0 && text[matched] != next) {
      matched = shorter[matched];
    }
    matched += text[matched] == next ? 1 : 0;
    return matched == text.length;
  }

  /** Begins anew: the next text does not overlap with what came before. */
  void reset() {
    matched = 0;
  }

  /** Returns how many of the last bytes may be the beginning of the text. */
  int matched() {
    return matched;
  }
}
