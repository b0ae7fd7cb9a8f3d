package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.CellTable;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;

class CellTableTest {

  /** Where another answer than JLine's is right or does no harm, each with its reason. */
  private static String exception(int codePoint) {
    if (Character.getType(codePoint) == Character.UNASSIGNED) {
      return "nobody prints it";
    }
    if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
      return "half a flag; CellWidth measures pairs";
    }
    if (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) {
      return "a skin tone is two cells wide unless it follows a person; CellWidth joins them";
    }
    if (codePoint >= 0xD7B0 && codePoint <= 0xD7FB) {
      return "an old Korean vowel or final, which joins the syllable as its modern ones do";
    }
    return "";
  }

  @Test
  void shouldAgreeWithAnotherTableOnEveryCharacter() {
    List<String> differences = new ArrayList<>();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int theirs = Math.max(0, WCWidth.wcwidth(codePoint)); // -1 for control characters
      if (CellTable.cells(codePoint) != theirs && exception(codePoint).isEmpty()) {
        differences.add(Integer.toHexString(codePoint) + " has " + theirs);
      }
    }
    assertThat(differences).isEmpty();
  }
}
