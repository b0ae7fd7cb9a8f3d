package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksTest {

  private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)\\s#]*)#?([^)\\s]*)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /** An example of a link, in a page about recordings. */
  private static final String EXAMPLE = "run.svg";

  @Test
  void shouldLinkToFilesAndHeadingsThatExist() {
    List<String> broken = new ArrayList<>();
    for (String page : Sources.pages()) {
      String text = Sources.read(page).replaceAll("(?s)```.*?```", "");
      for (Matcher link = LINK.matcher(text); link.find(); ) {
        String path = link.group(1);
        Path target = Path.of(page).resolveSibling(path).normalize();
        String file = path.isEmpty() ? page : target.toString();
        boolean good =
            path.equals(EXAMPLE)
                || Sources.exists(file) && (link.group(2).isEmpty() || has(file, link.group(2)));
        if (!good) {
          broken.add(page + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean has(String page, String anchor) {
    return HEADING
        .matcher(Sources.read(page))
        .results()
        .anyMatch(heading -> anchor(heading.group(1)).equals(anchor));
  }

  /** As GitHub makes it from a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
        .strip()
        .replace(' ', '-');
  }
}
