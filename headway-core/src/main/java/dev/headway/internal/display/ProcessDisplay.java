package dev.headway.internal.display;

import dev.headway.internal.progress.ProgressForwarder;
import dev.headway.progress.DefaultViewProvider;
import dev.headway.progress.Ticker;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The only display of a process, made at the first use. */
public final class ProcessDisplay {
  private static final DefaultViewProvider PROVIDER = defaultViewProvider();
  private static final LiveDisplay DISPLAY =
      new LiveDisplay(Ticker.system(), PROVIDER.views(), true, forwarder());

  private ProcessDisplay() {}

  /** Always the same, because a process has one terminal. */
  public static LiveDisplay get() {
    return DISPLAY;
  }

  /** Returns the default view provider of this process, which all displays share. */
  public static DefaultViewProvider provider() {
    return PROVIDER;
  }

  private static @Nullable ProgressForwarder forwarder() {
    return System.getProperty("headway.worker") == null
        ? null
        : ServiceLoader.load(ProgressForwarder.class, ProcessDisplay.class.getClassLoader())
            .findFirst()
            .orElse(null);
  }

  private static DefaultViewProvider defaultViewProvider() {
    Optional<DefaultViewProvider> found =
        ServiceLoader.load(DefaultViewProvider.class, ProcessDisplay.class.getClassLoader())
            .findFirst();
    return found.orElseThrow(
        () ->
            new IllegalStateException(
                "Headway's jar is incomplete: it has no provider of "
                    + DefaultViewProvider.class.getName()
                    + ". If it was repackaged, keep META-INF/services."));
  }
}
