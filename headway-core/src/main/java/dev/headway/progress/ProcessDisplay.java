package dev.headway.progress;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The display that a process has one of. Made when it is first needed. */
final class ProcessDisplay {
  static final DefaultViewProvider SURROUNDINGS = defaultViewProvider();
  static final Display DISPLAY =
      new Display(Ticker.system(), List.of(SURROUNDINGS.view()), true, forwarder());

  private ProcessDisplay() {}

  private static @Nullable ProgressForwarder forwarder() {
    return System.getProperty("headway.worker") == null
        ? null
        : ServiceLoader.load(ProgressForwarder.class, Display.class.getClassLoader())
            .findFirst()
            .orElse(null);
  }

  private static DefaultViewProvider defaultViewProvider() {
    Optional<DefaultViewProvider> found =
        ServiceLoader.load(DefaultViewProvider.class, Display.class.getClassLoader()).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalStateException(
                "Headway's jar is incomplete: it has no provider of "
                    + DefaultViewProvider.class.getName()
                    + ". If it was repackaged, keep META-INF/services."));
  }
}
