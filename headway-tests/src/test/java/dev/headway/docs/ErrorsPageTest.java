package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

  private static final String PAGE = "docs/errors.md";

  /** A message begins like a sentence; a part of one has five words at least. */
  private static final Pattern SENTENCE = Pattern.compile("(headway: |[A-Z]).*");

  private static final Pattern WORD = Pattern.compile("(?<![\\w.])[A-Za-z']{2,}(?![\\w(])");

  /** What these hold is no message of Headway's: texts of the system, and what is shown. */
  private static final Set<String> NO_MESSAGES =
      Set.of(
          "DemoStep.java",
          "EventStream.java",
          "ForecastPanel.java",
          "HtmlPage.java",
          "IdleTail.java",
          "JvmNotices.java",
          "MetricsText.java",
          "OptionInheritance.java",
          "Reply.java",
          "ResourceExhaustion.java",
          "SummaryLines.java",
          "SvgPicture.java",
          "SvgWriter.java",
          "TableJson.java",
          "TaskOutcome.java",
          "TextReport.java",
          "TtyProbe.java");

  /** The same, of files that hold messages too. */
  private static final Set<String> SHOWN =
      Set.of(
          "Number of workers: ",
          " holds up the results (in order)",
          "the end is predicted from an earlier run",
          "Listening for transport ",
          "Non-serializable lambda",
          "The caller's thread");

  @Test
  void shouldHaveEveryMessageOfTheSources() {
    String page = plain(Sources.read(PAGE));
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (Path file : Sources.java()) {
      String name = String.valueOf(file.getFileName());
      if (NO_MESSAGES.contains(name)) {
        continue;
      }
      for (List<String> text : Sources.texts(Sources.read(file))) {
        if (isMessage(text)) {
          found++;
          String part = longest(text);
          if (!page.contains(plain(part))) {
            missing.add(name + ": " + part);
          }
        }
      }
    }
    assertThat(missing).as("messages that %s does not have", PAGE).isEmpty();
    assertThat(found).as("messages in the sources").isGreaterThan(150);
  }

  private static boolean isMessage(List<String> text) {
    String whole = String.join("… ", text);
    if (SHOWN.contains(whole) || !whole.strip().contains(" ")) {
      return false;
    }
    int words = words(whole);
    return SENTENCE.matcher(whole).lookingAt() ? words >= 3 : words >= 5;
  }

  private static String longest(List<String> text) {
    return text.stream()
        .flatMap(part -> Stream.of(part.split("\\{0\\}")))
        .max(Comparator.comparingInt(ErrorsPageTest::words))
        .orElseThrow();
  }

  private static int words(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  /** Without marks and capitals, and with one space between two words. */
  private static String plain(String text) {
    return text.replaceAll("[`\\\\]", "")
        .replaceAll("\\s+", " ")
        .replaceAll("^[ ,;:.(]+|[ ,;:.(]+$", "")
        .toLowerCase(Locale.ROOT);
  }
}
