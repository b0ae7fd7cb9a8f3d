package dev.headway.cli;

import dev.headway.cli.run.LoadLimit;
import dev.headway.cli.run.Rate;
import dev.headway.cli.run.StartSettings;
import dev.headway.cli.run.StartSettings.Order;
import dev.headway.cli.run.TimeLimit;
import dev.headway.cli.run.UsageProblem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** When jobs start, and in which order. */
final class StartOptions {

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = Delay.class,
      description = "Jobs start so many seconds apart; or 0.1, 5m, 2h.")
  private @Nullable Duration delay;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      converter = PerTime.class,
      description = "No more than N jobs start in a second; or 100/m, 1000/h.")
  private @Nullable Duration rate;

  @Option(
      names = "--load",
      paramLabel = "N",
      converter = Load.class,
      description =
          "Start no job while N processes of the machine run or more; or N%% of the processors.")
  private @Nullable Double load;

  @Option(
      names = "--memfree",
      paramLabel = "SIZE",
      converter = BatchOptions.Size.class,
      description = "Start no job while less memory is free: 500M, 2G.")
  private @Nullable Long memory;

  @Option(names = "--shuf", description = "Start jobs in another order each time.")
  private boolean shuffled;

  @Option(
      names = "--longest-first",
      description = "Begin with what took longest before, as the --journal tells.")
  private boolean longestFirst;

  /** Made by picocli. */
  StartOptions() {}

  StartSettings settings(int jobs) {
    if (shuffled && longestFirst) {
      throw new UsageProblem("--shuf and --longest-first are two orders; give one of them.");
    }
    Order order = shuffled ? Order.SHUFFLED : longestFirst ? Order.LONGEST_FIRST : Order.GIVEN;
    return new StartSettings(
        jobs, order, longer(delay, rate), load == null ? 0 : load, memory == null ? 0 : memory);
  }

  private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Reads a time; 0 is none. */
  static final class Delay implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.equals("0") ? Duration.ZERO : RunCommand.reading(() -> TimeLimit.parse(text));
    }
  }

  /** Reads how many jobs may start in a time. */
  static final class PerTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return RunCommand.reading(() -> Rate.parse(text));
    }
  }

  /** Reads a number of processes. */
  static final class Load implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return RunCommand.reading(
          () -> LoadLimit.parse(text, Runtime.getRuntime().availableProcessors()));
    }
  }
}
