package dev.headway.process;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes that this program has started since a moment: earlier ones may still be dying. */
final class Children {
  private final Set<ProcessHandle> before = Set.copyOf(living());

  private static List<ProcessHandle> living() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return children.filter(ProcessHandle::isAlive).collect(Collectors.toList());
    }
  }

  /** Those that live. */
  List<ProcessHandle> since() {
    return living().stream().filter(child -> !before.contains(child)).toList();
  }
}
