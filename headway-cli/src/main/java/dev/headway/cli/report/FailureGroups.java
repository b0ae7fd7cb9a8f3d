package dev.headway.cli.report;

import dev.headway.internal.text.ControlEscapes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Failures that are alike: of one kind, and with messages that differ in numbers alone. Of very
 * many different ones the first are told apart.
 */
final class FailureGroups {
  private static final int MOST = 1000;
  private static final int EXAMPLES = 3;
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final String OTHERS = "others";

  private record Key(TaskOutcome outcome, String message) {}

  /** Those that are alike. */
  static final class Group {
    private final TaskOutcome outcome;
    private final String first;
    private final String alike;
    private final List<String> examples = new ArrayList<>();
    private boolean differs;
    private long count;

    private Group(TaskOutcome outcome, String first, String alike) {
      this.outcome = outcome;
      this.first = first;
      this.alike = alike;
    }

    TaskOutcome outcome() {
      return outcome;
    }

    /** What they say, with an ellipsis where they differ. */
    String message() {
      return differs ? alike : first;
    }

    long count() {
      return count;
    }

    /** The names of the first. */
    List<String> examples() {
      return List.copyOf(examples);
    }
  }

  private final Map<Key, Group> groups = new HashMap<>();

  /** Counts a failure. */
  void add(TaskEntry entry) {
    String message = message(entry);
    String alike = NUMBER.matcher(message).replaceAll("…");
    // The status of a program is a number that tells failures apart.
    boolean isStatus = entry.exit() != TaskEntry.NO_STATUS;
    Key key = new Key(entry.outcome(), isStatus ? message : alike);
    if (groups.size() >= MOST && !groups.containsKey(key)) {
      key = new Key(TaskOutcome.FAILED, OTHERS);
    }
    String text = key.message().equals(OTHERS) ? OTHERS : message;
    Group group =
        groups.computeIfAbsent(key, unseen -> new Group(unseen.outcome(), text, unseen.message()));
    group.differs |= !group.first.equals(text);
    group.count++;
    if (group.examples.size() < EXAMPLES) {
      group.examples.add(Texts.name(entry));
    }
  }

  private static String message(TaskEntry entry) {
    String error = entry.error();
    String line =
        error == null ? "" : error.lines().filter(part -> !part.isBlank()).findFirst().orElse("");
    return line.isEmpty() ? entry.outcome().words() : ControlEscapes.of(line.strip());
  }

  /** All groups, the largest first. */
  List<Group> largest() {
    return groups.values().stream()
        .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::message))
        .toList();
  }
}
