package dev.headway.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words behind the options, taken apart.
 *
 * @param command what stands before the values
 * @param shellText what a shell is to run, with the command as its parameters; null if none is
 * @param lists the values
 */
record Words(List<String> command, @Nullable String shellText, List<ValueList> lists) {
  private static final String LINKED = "+";

  /**
   * Values, or names of files with values.
   *
   * @param words as they were written
   * @param areFiles true for names of files; a minus is standard input
   * @param linked true if they go with those before, one by one
   */
  record ValueList(List<String> words, boolean areFiles, boolean linked) {}

  /**
   * Takes the words apart.
   *
   * @throws UsageProblem if there is no command
   */
  static Words of(RunSettings settings) {
    List<String> words = settings.words();
    String values = settings.input().listMark();
    String files = settings.input().fileMark();
    List<String> marks = List.of(values, files, values + LINKED, files + LINKED);
    int end = nextMark(words, 0, marks);
    List<String> command = List.copyOf(words.subList(0, end));
    if (command.isEmpty() && settings.shellText() == null) {
      throw new UsageProblem(
          "There is no command before the values. If each value is a command line, let a shell run"
              + " it: headway run sh -c {}");
    }
    List<ValueList> lists = new ArrayList<>();
    while (end < words.size()) {
      String mark = words.get(end);
      int begin = end + 1;
      end = nextMark(words, begin, marks);
      lists.add(
          new ValueList(
              List.copyOf(words.subList(begin, end)),
              marks.indexOf(mark) % 2 == 1,
              marks.indexOf(mark) >= 2));
    }
    return new Words(command, settings.shellText(), List.copyOf(lists));
  }

  private static int nextMark(List<String> words, int from, List<String> marks) {
    int at = from;
    while (at < words.size() && !marks.contains(words.get(at))) {
      at++;
    }
    return at;
  }

  /** Returns the first word of the command that the system runs. */
  String program() {
    return shellText == null ? command.get(0) : ShellText.SHELL;
  }

  /**
   * Makes the template of the command.
   *
   * @throws UsageProblem if the text for a shell has a placeholder
   */
  Template template(Syntax syntax, boolean repeated) {
    return shellText == null
        ? Template.of(List.of(), command, syntax, repeated)
        : Template.of(ShellText.words(shellText, syntax), command, syntax, repeated);
  }
}
