package dev.headway.cli.run;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number that may have a unit: 10k is 10,000, and 10K is 10,240, as in GNU parallel. */
public final class ByteCount {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)([KMGTPkmgtp]?)[iI]?[bB]?");

  private static final String UNITS = "kmgtp";
  private static final int THOUSAND = 1000;
  private static final int KIB = 1024;

  private ByteCount() {}

  /**
   * Reads a number.
   *
   * @param text as it was written
   * @param least what is right at least
   * @param most what is right at most
   * @return what it stands for
   * @throws IllegalArgumentException if it is none; the message says what is right
   */
  public static long parse(String text, long least, long most) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      String unit = form.group(2);
      int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.toLowerCase(Locale.ROOT)) + 1;
      int base = unit.equals(unit.toLowerCase(Locale.ROOT)) ? THOUSAND : KIB;
      BigDecimal number =
          new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(base).pow(power));
      if (number.compareTo(BigDecimal.valueOf(least)) >= 0
          && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return number.longValue();
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no number from "
            + least
            + ", such as 100, 10k (10,000) or 1M (1,048,576)");
  }
}
