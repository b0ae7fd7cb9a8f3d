package dev.headway.cli.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds programs as the system does. */
final class Programs {
  private static final String USUAL_PATH = "/bin:/usr/bin";

  private final String searchPath;

  /**
   * @param searchPath the folders, with colons between them; null for the usual ones
   */
  Programs(@Nullable String searchPath) {
    this.searchPath = searchPath == null ? USUAL_PATH : ByteText.encode(searchPath);
  }

  /**
   * Refuses a command that cannot run for any input.
   *
   * @param words those of the command; a program with a placeholder differs from input to input
   * @param replacement how the placeholder for each value is written
   * @throws NoProgram if there is none
   * @throws UsageProblem if the program looks like a command line in one word
   */
  void check(Words words, String replacement) {
    String program = words.program();
    boolean blank = program.indexOf(' ') >= 0;
    boolean varies = program.indexOf('{') >= 0 || program.contains(replacement);
    if (!blank && varies || exists(program)) {
      return;
    }
    if (blank && isAlone(words.command(), replacement)) {
      throw new UsageProblem(
          ByteText.shown(
              ShellQuote.word(program)
                  + " is one word, and no program has that name. Write its words without quotes,"
                  + " or let a shell run it: --sh "
                  + ShellQuote.word(ShellText.corrected(program))));
    }
    throw new NoProgram(
        "There is no program "
            + ByteText.shown(ShellQuote.word(program))
            + ". Commands of a shell need --sh: headway run --sh 'cd \"$1\" && make' ::: */");
  }

  private static boolean isAlone(List<String> command, String replacement) {
    return command.size() == 1 || command.size() == 2 && command.get(1).equals(replacement);
  }

  private boolean exists(String program) {
    return find(program) != null;
  }

  /** Returns the path of a program; null if there is none. */
  @Nullable String find(String program) {
    if (program.isEmpty()) {
      return null;
    }
    if (program.indexOf('/') >= 0) {
      return isExecutable(program) ? program : null;
    }
    for (String folder : searchPath.split(":", -1)) {
      String path = (folder.isEmpty() ? "." : folder) + "/" + program;
      if (isExecutable(path)) {
        return path;
      }
    }
    return null;
  }

  private static boolean isExecutable(String name) {
    try {
      Path path = Path.of(ByteText.shown(name));
      return Files.isExecutable(path) && !Files.isDirectory(path);
    } catch (InvalidPathException e) {
      return true; // Java cannot tell in this locale; the system will.
    }
  }
}
