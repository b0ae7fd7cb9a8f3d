package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SentencesTest {

  private static final int MAX_WORDS = 25;
  private static final int MIN_TOLD_APART = 30;

  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

  @Test
  void shouldHaveNoSentenceThatIsTooLong() {
    List<String> tooLong = new ArrayList<>();
    for (String page : Sources.pages()) {
      noteLong(tooLong, page, sentences(Sources.read(page)));
    }
    assertThat(tooLong).as("sentences of more than %d words", MAX_WORDS).isEmpty();
  }

  @Test
  void shouldHaveNoSentenceThatIsTooLongInTheJavadocOfTheApi() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : apiOfTheCore()) {
      Matcher comments = JAVADOC.matcher(Sources.read(file));
      while (comments.find()) {
        noteLong(tooLong, file.toString(), sentencesOfJavadoc(comments.group(1)));
      }
    }
    assertThat(tooLong).as("sentences of more than %d words", MAX_WORDS).isEmpty();
  }

  private static List<Path> apiOfTheCore() {
    return Sources.java().stream()
        .filter(file -> file.toString().contains("headway-core"))
        .filter(file -> !file.toString().contains("internal"))
        .toList();
  }

  private static void noteLong(List<String> tooLong, String where, List<String> sentences) {
    for (String sentence : sentences) {
      int words = sentence.split(" ").length;
      if (words > MAX_WORDS) {
        tooLong.add(where + ", " + words + " words: " + sentence);
      }
    }
  }

  @Test
  void shouldHaveABlankLineBeforeEachHeading() {
    List<String> without = new ArrayList<>();
    for (String page : Sources.pages()) {
      String text = Sources.read(page).replaceAll("(?s)```.*?```", "");
      List<String> lines = text.lines().toList();
      for (int i = 1; i < lines.size(); i++) {
        if (lines.get(i).matches("#{1,6} .*") && !lines.get(i - 1).isBlank()) {
          without.add(page + ": " + lines.get(i));
        }
      }
    }
    assertThat(without).as("headings that a reader sees as text").isEmpty();
  }

  @Test
  void shouldSayNothingTwiceInOneParagraph() {
    List<String> twice = new ArrayList<>();
    for (String page : Sources.pages()) {
      String text = Sources.read(page).replaceAll("(?s)```.*?```", "\n\n");
      for (String paragraph : text.split("\n\\s*\n")) {
        Set<String> said = new HashSet<>();
        sentences(paragraph).stream()
            .filter(sentence -> sentence.length() > MIN_TOLD_APART && !said.add(sentence))
            .forEach(sentence -> twice.add(page + ": " + sentence));
      }
    }
    assertThat(twice).as("sentences that a paragraph has twice").isEmpty();
  }

  /** Of running text and lists; a heading, a table, an example in code has none. */
  private static List<String> sentences(String page) {
    String text =
        page.replaceAll("(?s)```.*?```", "\n\n")
            .replaceAll("(?m)^ *([|#<]).*$", "\n")
            .replaceAll("(?m)^ *([-*]|\\d+\\.) +", "\n\n")
            .replaceAll("!?\\[([^\\]]*)]\\([^)]*\\)", "$1")
            .replaceAll("`[^`]*`", "X");
    List<String> sentences = new ArrayList<>();
    for (String paragraph : text.split("\n\\s*\n")) {
      String line = paragraph.replaceAll("\\s+", " ").strip();
      sentences.addAll(List.of(line.split("(?<=[.!?:;])[\"”)*]*\\s+(?=[\"“(*]*[A-Z0-9])")));
    }
    return sentences;
  }

  /** Of the text and of each tag by itself, without examples. */
  private static List<String> sentencesOfJavadoc(String comment) {
    String text =
        comment
            .replaceAll("(?m)^ *\\* ?", "")
            .replaceAll("(?s)<pre>.*?</pre>", "\n\n")
            .replaceAll("</?(p|ul|ol|li)>", "\n\n")
            .replaceAll("(?m)^@(param +\\S+|\\w+)", "\n\n")
            .replaceAll("\\{@(link|linkplain)\\s+[^\\s}]+\\s+([^}]*)}", "$2")
            .replaceAll("\\{@[^}]*}", "X");
    List<String> sentences = new ArrayList<>();
    for (String paragraph : text.split("\n\\s*\n")) {
      String line = paragraph.replaceAll("\\s+", " ").strip();
      sentences.addAll(List.of(line.split("(?<=[.!?]) ")));
    }
    return sentences;
  }
}
