package dev.headway.cli;

import dev.headway.cli.run.UsageProblem;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** Options of {@code headway run} that would have no effect beside others, or without them. */
final class OptionConflicts {
  private static final List<String> OF_BLOCKS =
      List.of("--block", "--recend", "--recstart", "--rrs");
  private static final List<String> COUNTS = List.of("-n", "-N", "-L");
  private static final List<String> FILLING = List.of("-X", "-m", "--xargs");

  private final ParseResult given;

  private OptionConflicts(ParseResult given) {
    this.given = given;
  }

  /**
   * Refuses what would be ignored.
   *
   * @param given the options of a command line
   * @throws UsageProblem if there is any
   */
  static void check(ParseResult given) {
    OptionConflicts conflicts = new OptionConflicts(given);
    conflicts.checkNames();
    conflicts.checkSeparators();
    conflicts.checkNumbers();
    conflicts.checkOutput();
  }

  private boolean has(String option) {
    return given.hasMatchedOption(option);
  }

  private boolean hasAny(List<String> options) {
    return options.stream().anyMatch(this::has);
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new UsageProblem(why);
    }
  }

  private void checkNames() {
    refuse(has("-j") && has("-P"), "-P is another name of -j; give one of them.");
    checkForms("--retry", "--retries");
    checkForms("--stop", "--halt");
  }

  private void checkForms(String own, String other) {
    refuse(has(own) && has(other), other + " is another form of " + own + "; give one of them.");
  }

  private void checkSeparators() {
    boolean separator = has("-0") || has("-d");
    if (has("--pipe") || has("--pipe-part")) {
      refuse(separator, "With --pipe, --recend says what a record ends with, and not -0 or -d.");
    } else {
      refuse(
          hasAny(OF_BLOCKS),
          "--block, --recend, --recstart and --rrs are of blocks and need --pipe.");
    }
    refuse(has("-0") && has("-d"), "-0 and -d are two separators; give one of them.");
    refuse(
        has("--csv") && (separator || has("-E")),
        "With --csv, -0, -d and -E have no meaning: each line is an input.");
  }

  private void checkNumbers() {
    if (has("--pipe") || has("--pipe-part")) {
      return; // There -N counts records, and -L the ends of one.
    }
    refuse(
        COUNTS.stream().filter(this::has).count() > 1,
        "-n, -N and -L say how many inputs a job gets; give one of them.");
    refuse(
        has("-s") && Stream.of(COUNTS, FILLING).noneMatch(this::hasAny),
        "-s needs one of -X, -m, --xargs, -n, -N and -L, which give a job several inputs.");
  }

  private void checkOutput() {
    boolean lines = has("--line") || has("--line-buffer");
    refuse(
        has("--results") && !lines && (has("--tag") || has("--tagstring")),
        "--tag and --tagstring need --line beside --results, since no other output is shown then.");
  }
}
