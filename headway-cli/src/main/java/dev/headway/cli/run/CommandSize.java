package dev.headway.cli.run;

import java.util.List;

/** How long a command is at most, as values are added to it. Used by one thread. */
final class CommandSize {
  /** So many digits the number of a job has. */
  private static final int NUMBER = 10;

  /** The same of a slot. */
  private static final int SLOT = 4;

  /**
   * A word with placeholders.
   *
   * @param text how many bytes do not depend on values
   * @param each how many placeholders stand for each value
   * @param some how many stand for one of them
   */
  private record Word(long text, long each, long some) {

    static Word of(TemplateWord word) {
      long text = word.textLength();
      long each = 0;
      long some = 0;
      for (TemplateWord.Segment segment : word.segments()) {
        Placeholder placeholder = segment.placeholder();
        if (placeholder == null) {
          continue;
        }
        switch (placeholder.part()) {
          case NUMBER -> text += NUMBER;
          case SLOT -> text += SLOT;
          default -> {
            each += placeholder.isOfAll() ? 1 : 0;
            some += placeholder.isOfAll() ? 0 : 1;
          }
        }
      }
      return new Word(text, each, some);
    }
  }

  private final List<Word> words;
  private final boolean repeated;
  private final int perWord;

  private long values;
  private long bytes;
  private long longest;

  /**
   * Without values yet.
   *
   * @param repeated true if a word that stands for each value is repeated for it
   * @param perWord what each word costs beside its bytes
   */
  CommandSize(List<TemplateWord> words, boolean repeated, int perWord) {
    this.words = words.stream().map(Word::of).toList();
    this.repeated = repeated;
    this.perWord = perWord;
  }

  /** Adds a value. */
  void add(String value) {
    long size = Math.max(1, value.length()); // The folder of a name is a dot.
    values++;
    bytes += size;
    longest = Math.max(longest, size);
  }

  /** Returns how long the command is with its values. */
  long total() {
    long total = 0;
    for (Word word : words) {
      long once = word.text + word.some * longest;
      if (word.each == 0) {
        total += once + perWord;
      } else if (repeated) {
        total += values * (once + perWord) + word.each * bytes;
      } else {
        total += once + word.each * (bytes + values * perWord);
      }
    }
    return total;
  }

  /** Returns how many bytes its longest word has. */
  long longestWord() {
    long most = 0;
    for (Word word : words) {
      most = Math.max(most, word.text + (word.some + word.each) * longest);
    }
    return most;
  }
}
