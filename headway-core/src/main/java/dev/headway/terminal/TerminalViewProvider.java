package dev.headway.terminal;

import dev.headway.internal.terminal.device.BlockedOutputDetector;
import dev.headway.internal.terminal.device.LineBuffer;
import dev.headway.internal.terminal.device.StandardStreams;
import dev.headway.internal.terminal.device.StreamCharset;
import dev.headway.internal.terminal.device.TtyProbe;
import dev.headway.internal.terminal.feed.ProcessFeed;
import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.internal.terminal.settings.OnOffVariables;
import dev.headway.internal.terminal.settings.TaskbarSupport;
import dev.headway.internal.terminal.settings.TestRunDetector;
import dev.headway.internal.terminal.settings.Variables;
import dev.headway.internal.text.UserText;
import dev.headway.progress.DefaultViewProvider;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Provides the default view. If standard error is a terminal, that is a {@link BarView}, else a
 * {@link PlainView}. It is a {@link PlainView} too if {@code TERM} is {@code dumb}, or if {@code
 * CI} is set, as on services that build and test unattended. In a process that runs tests, of
 * Surefire, Failsafe, Gradle or an IDE, nothing is shown. The system property {@code
 * headway.progress}, or else the environment variable {@code HEADWAY_PROGRESS}, overrides all that
 * with {@code bar}, {@code plain}, {@code json} or {@code off}.
 *
 * <p>Beside each environment variable of Headway stands a system property, which wins: {@code
 * headway.summary} beside {@code HEADWAY_SUMMARY}. Both are read when Headway is first used.
 *
 * <p>The value may name several views, as in {@code bar,json:/var/log/job.json}. Behind a colon
 * stands a file that is appended to, or an open descriptor such as {@code fd3}. {@code auto} is the
 * view without this setting. An invalid entry causes a warning on standard error, and the work goes
 * on.
 *
 * <p>Safe for use by several threads. Making one costs nothing. If its view will be a bar, {@code
 * System.out} and {@code System.err} are replaced when it is made: see {@link BarView}.
 */
public final class TerminalViewProvider implements DefaultViewProvider {

  /** Makes the provider of this process; normally {@link java.util.ServiceLoader} does. */
  public TerminalViewProvider() {}

  @Override
  public View view() {
    Map<String, String> variables = Variables.ofProcess();
    boolean inTests = TestRunDetector.isOne(System.getProperties());
    if (ViewConfig.of(variables).wantsBar(variables, inTests, () -> Terminals.ERROR)) {
      // Before the first bar: a logger that is made from now on prints above each of them.
      StandardStreams.install();
    }
    return RecordingView.ifWanted(variables, new Chosen(variables));
  }

  @Override
  public List<View> views() {
    View feed = ProcessFeed.get().viewOfVariable();
    return feed == null ? List.of(view()) : List.of(view(), feed);
  }

  @Override
  public void print(boolean toStandardError, byte[] text) {
    PrintStream target = toStandardError ? System.err : System.out;
    boolean seen = isTerminal(toStandardError);
    byte[] printed = seen ? LineBuffer.harmless(text, charset(toStandardError)) : text;
    target.write(printed, 0, printed.length);
    target.flush();
    ProcessFeed.get().printed(toStandardError, text, text.length, charset(toStandardError));
  }

  @Override
  public boolean isTerminal(boolean standardError) {
    return standardError ? Terminals.ERROR : Terminals.OUTPUT;
  }

  @Override
  public boolean isHeldUp(Thread thread) {
    return BlockedOutputDetector.blocks(thread);
  }

  @Override
  public Charset charset(boolean standardError) {
    return StreamCharset.of(standardError ? System.err : System.out);
  }

  /** Whether the standard streams are terminals; probed at the first use. */
  private static final class Terminals {
    static final boolean OUTPUT = TtyProbe.isTerminal(TtyProbe.STANDARD_OUTPUT);
    static final boolean ERROR = TtyProbe.isTerminal(TtyProbe.STANDARD_ERROR);
  }

  /** Makes the views at the first snapshot, or earlier for a listener of failures. */
  private static final class Chosen implements View {
    private final Map<String, String> variables;
    private final ViewConfig viewConfig;
    private @Nullable List<View> views;

    Chosen(Map<String, String> variables) {
      this.variables = variables;
      this.viewConfig = ViewConfig.of(variables);
    }

    @Override
    public void show(Snapshot snapshot) {
      for (View view : views()) {
        try {
          view.show(snapshot);
        } catch (RuntimeException e) {
          forget(view);
          if (views().isEmpty()) {
            throw e;
          }
          UserText.warn(
              TerminalViewProvider.class,
              "One of several progress views failed and is shown no more: "
                  + view.getClass().getSimpleName(),
              e);
        }
      }
    }

    @Override
    public synchronized boolean idle(long nanos, boolean last) {
      boolean held = false;
      for (View view : views == null ? List.<View>of() : views) {
        held |= view.idle(nanos, last);
      }
      return held;
    }

    @Override
    public @Nullable ProgressListener failureListener(long id) {
      return viewConfig.tellsFailures() ? new Failures(id) : null;
    }

    /** Tells the views of the failures of a job. A job without failures costs them nothing. */
    private final class Failures implements ProgressListener {
      private final long id;
      private @Nullable List<ProgressListener> listeners; // Guarded by this.

      Failures(long id) {
        this.id = id;
      }

      @Override
      public void on(ProgressEvent event) {
        listeners().forEach(listener -> listener.on(event));
      }

      private synchronized List<ProgressListener> listeners() {
        List<ProgressListener> made = listeners;
        if (made == null) {
          made =
              views().stream()
                  .map(view -> view.failureListener(id))
                  .filter(Objects::nonNull)
                  .toList();
          listeners = made;
        }
        return made;
      }
    }

    private synchronized List<View> views() {
      if (views == null) {
        if (viewConfig.warning() != null) {
          System.err.println(viewConfig.warning());
        }
        OnOffVariables.warnings(
                variables, SummaryLines.VARIABLE, TaskbarSupport.VARIABLE, ProcessFeed.VARIABLE)
            .forEach(System.err::println);
        boolean inTests = TestRunDetector.isOne(System.getProperties());
        views = viewConfig.views(variables, inTests, () -> Terminals.ERROR);
      }
      return views;
    }

    private synchronized void forget(View failed) {
      views = views().stream().filter(view -> view != failed).toList();
    }
  }
}
