package dev.headway.cli.progress;

import dev.headway.internal.text.ControlEscapes;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount as it is written: 500, 1.5k, 4G. Of bytes {@code 4G} and {@code 4GiB} are multiples of
 * 1024 and {@code 4GB} of 1000, as {@code head -c} reads them; of lines {@code 4M} is a multiple of
 * 1000.
 */
public final class Amount {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)(?:([kmgtpe])(i?b)?|b)?");
  private static final String MULTIPLES = "kmgtpe";
  private static final BigDecimal BINARY = BigDecimal.valueOf(1024);
  private static final BigDecimal DECIMAL = BigDecimal.valueOf(1000);
  private static final int MAX_SHOWN = 40;

  private Amount() {}

  /**
   * Reads a number of bytes.
   *
   * @param text as it was written
   * @return at least 0; a part of a byte is dropped
   * @throws IllegalArgumentException if it is none
   */
  public static long ofBytes(String text) {
    return parse(text, true);
  }

  /**
   * Reads a number of lines or records.
   *
   * @param text as it was written
   * @return at least 0
   * @throws IllegalArgumentException if it is none
   */
  public static long ofLines(String text) {
    return parse(text, false);
  }

  private static long parse(String text, boolean bytes) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (form.matches()) {
      String multiple = form.group(2);
      boolean binary = bytes && !"b".equals(form.group(3));
      int power = multiple == null ? 0 : MULTIPLES.indexOf(multiple) + 1;
      BigDecimal value =
          new BigDecimal(form.group(1)).multiply((binary ? BINARY : DECIMAL).pow(power));
      if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
        return value.longValue();
      }
    }
    throw new IllegalArgumentException(
        "'"
            + ControlEscapes.bounded(text, MAX_SHOWN)
            + "' is no amount, such as "
            + (bytes ? "500, 1.5M, 4G (of 1024) or 4GB (of 1000)" : "500, 1.5k or 4M"));
  }
}
