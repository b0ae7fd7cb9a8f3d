package dev.headway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this checkout that the pages of the documentation speak of. */
final class Sources {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

  private static final Pattern TOKEN =
      Pattern.compile(
          "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|(?<literal>\"(?:\\\\.|[^\"\\\\\n])*\")"
              + "|'(?:\\\\[^']*|[^'\\\\])'",
          Pattern.DOTALL);

  private static final Pattern JOINED = Pattern.compile("\\s*\\+\\s*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\s*\\+[^;{}?]*\\+\\s*");
  private static final Pattern ANNOTATION = Pattern.compile("@(Command|Option|Parameters)\\(");

  private Sources() {}

  /** The text of one file, named from the root of the checkout. */
  static String read(String name) {
    return read(ROOT.resolve(name));
  }

  /** Tells whether there is such a file or folder, named from the root of the checkout. */
  static boolean exists(String name) {
    return Files.exists(ROOT.resolve(name));
  }

  /** The pages that a user reads, from the root of the checkout. */
  static List<String> pages() {
    List<String> pages = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md"));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> "docs/" + file.getFileName())
          .sorted()
          .forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  /** The sources of the library and of the command. */
  static List<Path> java() {
    List<Path> all = new ArrayList<>();
    for (String module :
        List.of("headway-core", "headway-dashboard", "headway-cli", "headway-spark")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(all::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The string literals of a source, without comments and without the quotes. */
  static List<String> literals(String source) {
    return texts(source).stream().flatMap(List::stream).toList();
  }

  /**
   * The texts of a source. A text is a list of its fixed parts: what is joined with {@code +} is
   * one text, and a value in the middle of it divides two parts.
   */
  static List<List<String>> texts(String source) {
    String code = withoutAnnotations(source);
    List<List<String>> texts = new ArrayList<>();
    List<String> open = new ArrayList<>();
    StringBuilder between = new StringBuilder();
    int end = 0;
    for (Matcher token = TOKEN.matcher(code); token.find(); end = token.end()) {
      between.append(code, end, token.start());
      String literal = token.group("literal");
      if (literal == null) {
        continue;
      }
      String text = unescaped(literal.substring(1, literal.length() - 1));
      if (!open.isEmpty() && JOINED.matcher(between).matches()) {
        open.set(open.size() - 1, open.get(open.size() - 1) + text);
      } else {
        if (!open.isEmpty() && !PLACEHOLDER.matcher(between).matches()) {
          texts.add(open);
          open = new ArrayList<>();
        }
        open.add(text);
      }
      between.setLength(0);
    }
    texts.add(open);
    return texts;
  }

  private static String unescaped(String literal) {
    return literal.replaceAll("(?<!\\\\)\\\\u[0-9a-fA-F]{4}", "?").translateEscapes();
  }

  private static String withoutAnnotations(String source) {
    StringBuilder code = new StringBuilder(source);
    for (Matcher begin = ANNOTATION.matcher(source); begin.find(); ) {
      int end = begin.end();
      for (int depth = 1; depth > 0 && end < source.length(); end++) {
        char c = source.charAt(end);
        if (c == '"') {
          end = source.indexOf('"', end + 1);
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      for (int i = begin.start(); i < end; i++) {
        code.setCharAt(i, ' ');
      }
    }
    return code.toString();
  }
}
