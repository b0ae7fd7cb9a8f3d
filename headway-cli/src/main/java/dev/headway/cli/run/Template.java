package dev.headway.cli.run;

import java.util.ArrayList;
import java.util.List;

/** The words of a command, with placeholders. */
final class Template {
  private final List<String> written;
  private final List<TemplateWord> words;
  private final boolean repeated;

  private Template(List<String> written, List<TemplateWord> words, boolean repeated) {
    this.written = List.copyOf(written);
    this.words = List.copyOf(words);
    this.repeated = repeated;
  }

  /**
   * Makes a template; the values are its last words if no word has a placeholder.
   *
   * @param fixed words before the others, which have no placeholders whatever they look like
   * @param words byte texts
   * @param syntax how placeholders are written
   * @param repeated true if a word with a placeholder is repeated for each value
   */
  static Template of(List<String> fixed, List<String> words, Syntax syntax, boolean repeated) {
    List<String> written = new ArrayList<>(fixed);
    written.addAll(words);
    List<TemplateWord> made = new ArrayList<>();
    fixed.forEach(word -> made.add(TemplateWord.plain(word)));
    words.forEach(word -> made.add(TemplateWord.of(word, syntax)));
    if (!syntax.value().isEmpty() && made.stream().noneMatch(TemplateWord::hasPlaceholder)) {
      written.add(syntax.value());
      made.add(TemplateWord.of(syntax.value(), syntax));
    }
    return new Template(written, made, repeated);
  }

  /** Makes a template for jobs with one value. */
  static Template of(List<String> words) {
    return of(List.of(), words, Syntax.USUAL, false);
  }

  /** Makes the template of a text, as of a tag. */
  static Template ofText(String text, Syntax syntax) {
    return new Template(List.of(text), List.of(TemplateWord.of(text, syntax)), false);
  }

  /** Returns the words as they were written, the program first. */
  List<String> words() {
    return written;
  }

  /** Returns the words of the command for a job. */
  List<String> expand(JobInput input, long number, int slot) {
    List<String> expanded = new ArrayList<>(words.size() + input.values().size());
    for (TemplateWord word : words) {
      word.expand(expanded, input.values(), number, slot, repeated);
    }
    return expanded;
  }

  /**
   * Returns how long a command without values is, to which values can be added.
   *
   * @param perWord what each word costs beside its bytes
   */
  CommandSize size(int perWord) {
    return new CommandSize(words, repeated, perWord);
  }
}
