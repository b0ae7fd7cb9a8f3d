package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentencesTest {

  private static final int MAX_WORDS = 30;
  private static final int MIN_TOLD_APART = 30;

  /** How something was measured or is made, in every detail. */
  private static final Set<String> DETAILED =
      Set.of("docs/reliability.md", "docs/prediction.md", "docs/recording.md");

  @Test
  void shouldHaveNoSentenceThatIsTooLong() {
    List<String> tooLong = new ArrayList<>();
    for (String page : Sources.pages()) {
      if (!DETAILED.contains(page)) {
        for (String sentence : sentences(Sources.read(page))) {
          int words = sentence.split(" ").length;
          if (words > MAX_WORDS) {
            tooLong.add(page + ", " + words + " words: " + sentence);
          }
        }
      }
    }
    assertThat(tooLong).as("sentences of more than %d words", MAX_WORDS).isEmpty();
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
}
