package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentencesTest {

  private static final int MAX_WORDS = 30;

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
