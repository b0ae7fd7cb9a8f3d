package dev.headway.progress;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The display that a process has one of. Made when it is first needed. */
final class ProcessDisplay {
  static final Surroundings SURROUNDINGS = surroundings();
  static final Display DISPLAY =
      new Display(Ticker.system(), List.of(SURROUNDINGS.view()), true, relay());

  private ProcessDisplay() {}

  private static @Nullable Relay relay() {
    return System.getProperty("headway.worker") == null
        ? null
        : ServiceLoader.load(Relay.class, Display.class.getClassLoader()).findFirst().orElse(null);
  }

  private static Surroundings surroundings() {
    Optional<Surroundings> found =
        ServiceLoader.load(Surroundings.class, Display.class.getClassLoader()).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalStateException(
                "Headway's jar is incomplete: it has no provider of "
                    + Surroundings.class.getName()
                    + ". If it was repackaged, keep META-INF/services."));
  }
}
