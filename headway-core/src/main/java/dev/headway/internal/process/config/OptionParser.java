package dev.headway.internal.process.config;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words of options where they are not given one by one: in variables and in files. */
public final class OptionParser {
  private static final String SPACE = " \t\n\r\f\u000b";

  private OptionParser() {}

  /**
   * The words of a variable, or of a file of VM options: separated by white space, which quotes of
   * either kind protect.
   */
  static List<String> ofVariable(@Nullable String value) {
    return value == null ? List.of() : words(value, false);
  }

  /** The reverse of {@link #ofVariable}. */
  static String variable(List<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      boolean bare =
          !word.isEmpty() && word.chars().noneMatch(c -> (SPACE + "\"'").indexOf(c) >= 0);
      quoted.add(bare ? word : '"' + word.replace("\"", "\"'\"'\"") + '"');
    }
    return String.join(" ", quoted);
  }

  /**
   * Words in which each that names a file of arguments is replaced by what is in it.
   *
   * @param directory where relative names begin
   * @throws IOException if a file cannot be read
   */
  static List<String> expanded(List<String> words, Path directory) throws IOException {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("@@")) {
        all.add(word.substring(1));
      } else if (word.startsWith("@") && word.length() > 1) {
        all.addAll(ofFile(read(directory.resolve(word.substring(1)))));
      } else {
        all.add(word);
      }
    }
    return all;
  }

  /** The text of a file as the java command reads it. */
  static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), charset());
  }

  /** Of the names of files, and of arguments. */
  private static Charset charset() {
    try {
      return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    } catch (IllegalArgumentException e) {
      return Charset.defaultCharset();
    }
  }

  /**
   * The words in a file of arguments: as in a variable, but a backslash in quotes protects what
   * follows, a line ends quotes unless a backslash ends it, and # begins a comment. Of a word that
   * a comment breaks off, the java command keeps what was quoted, and goes on with the next line.
   */
  static List<String> ofFile(String text) {
    return words(text, true);
  }

  private static List<String> words(String text, boolean file) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    int quoted = 0; // Up to here the word has been in quotes.
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnds = file && (c == '\n' || c == '\r');
      if (lineEnds || (quote == 0 && SPACE.indexOf(c) >= 0)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        quote = 0;
        quoted = 0;
      } else if (file && quote == 0 && c == '#') {
        if (word != null) {
          word.setLength(quoted);
        }
        word = quoted == 0 ? null : word;
        i = endOfSpace(text, endOfLine(text, i)) - 1;
      } else if (file && quote != 0 && c == '\\' && i + 1 < text.length()) {
        i++;
        if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
          i = endOfSpace(text, i) - 1;
        } else if (word != null) {
          word.append(unescaped(text.charAt(i)));
        }
      } else {
        if (word == null) {
          word = new StringBuilder();
        }
        if (c == quote) {
          quote = 0;
          quoted = word.length();
        } else if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
          quoted = word.length();
        } else {
          word.append(c);
        }
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  private static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static int endOfSpace(String text, int from) {
    int at = from;
    while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      default -> c;
    };
  }

  /** A word as it stands in a file of arguments. */
  public static String quoted(String word) {
    String escaped = word.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r") + '"';
  }
}
