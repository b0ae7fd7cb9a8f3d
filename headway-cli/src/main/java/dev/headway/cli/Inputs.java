package dev.headway.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What the function of the demo is mapped over.
 *
 * @param values the numbers as they were written
 */
record Inputs(List<BigDecimal> values) {
  private static final int MAX = 100_000;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

  /** Reads numbers with commas between them. */
  static final class Reader implements ITypeConverter<Inputs> {
    @Override
    public Inputs convert(String text) {
      String[] parts = text.split(",", -1);
      if (parts.length > MAX) {
        throw new TypeConversionException(
            parts.length + " numbers are too many; give " + MAX + " at most");
      }
      List<BigDecimal> values = new ArrayList<>();
      for (String part : parts) {
        values.add(Numbers.between(part, BigDecimal.ZERO, LARGEST, Numbers.MAX_DECIMALS));
      }
      return new Inputs(values);
    }
  }
}
