package dev.headway.cli;

import dev.headway.internal.text.ControlEscapes;
import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of the command line; what is refused, is refused with a reason. */
final class Numbers {
  private static final int MAX_WORKERS = 1024;
  static final int MAX_DECIMALS = 9;
  private static final BigDecimal MAX_UNIT_LENGTH = new BigDecimal("3600");

  private Numbers() {}

  /** How many tasks run at once. */
  static final class Workers implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      BigDecimal number = between(text, BigDecimal.ONE, BigDecimal.valueOf(MAX_WORKERS), 0);
      return number.intValueExact();
    }
  }

  /** A port to listen at; 0 for any that is free. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return between(text, BigDecimal.ZERO, BigDecimal.valueOf(65_535), 0).intValueExact();
    }
  }

  /** How long a task takes. */
  static final class Seconds implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return between(text, BigDecimal.ZERO, MAX_UNIT_LENGTH, MAX_DECIMALS).doubleValue();
    }
  }

  /** How fast something is played. */
  static final class Speed implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return between(text, new BigDecimal("0.01"), new BigDecimal("1000"), MAX_DECIMALS)
          .doubleValue();
    }
  }

  /** The longest wait in seconds. */
  static final class Limit implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return between(text, new BigDecimal("0.001"), new BigDecimal("86400"), MAX_DECIMALS)
          .doubleValue();
    }
  }

  /** A version of asciicast. */
  static final class CastVersion implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return between(text, BigDecimal.valueOf(2), BigDecimal.valueOf(3), 0).intValueExact();
    }
  }

  /** The number of a section. */
  static final class SectionNumber implements ITypeConverter<DemoStep> {
    @Override
    public DemoStep convert(String text) {
      BigDecimal last = BigDecimal.valueOf(DemoStep.values().length);
      return DemoStep.values()[between(text, BigDecimal.ONE, last, 0).intValueExact() - 1];
    }
  }

  /** A number as it is written: 5 stays 5, and 2.50 stays 2.50. */
  static BigDecimal between(String text, BigDecimal least, BigDecimal most, int decimals) {
    BigDecimal number;
    try {
      number = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw refused(text, least, most, decimals);
    }
    // Compared before it is written out: 1e999999999 would fill the memory with zeros.
    if (number.compareTo(least) < 0 || number.compareTo(most) > 0 || number.scale() > decimals) {
      throw refused(text, least, most, decimals);
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static TypeConversionException refused(
      String text, BigDecimal least, BigDecimal most, int decimals) {
    String kind = decimals == 0 ? "a whole number" : "a number";
    String precision = decimals == 0 ? "" : " with at most " + decimals + " decimals";
    return new TypeConversionException(
        "'"
            + ControlEscapes.bounded(text, 40)
            + "' is not "
            + kind
            + " from "
            + least
            + " to "
            + most
            + precision);
  }
}
