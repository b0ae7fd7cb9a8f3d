package dev.headway.terminal;

import dev.headway.internal.terminal.settings.Variables;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import dev.headway.internal.text.UserText;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The default view and a recording of it, which begins with the first progress. */
final class RecordingView implements View {

  static final String VARIABLE = "HEADWAY_RECORD";

  private static final Pattern PLACE = Pattern.compile("%[pt%]");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final int MAX_LENGTH = 4096;

  private final View view;
  private final String name;
  private final String file;
  private @Nullable View recording; // Guarded by this.

  private RecordingView(View view, String name, String file) {
    this.view = view;
    this.name = name;
    this.file = file;
  }

  /** Wraps a view if the environment asks for a recording; never in a worker process. */
  static View ifWanted(Map<String, String> environment, View view) {
    String file = environment.getOrDefault(VARIABLE, "").trim();
    boolean worker = System.getProperty("headway.worker") != null;
    return file.isEmpty() || worker
        ? view
        : new RecordingView(view, Variables.name(environment, VARIABLE), file);
  }

  @Override
  public void show(Snapshot snapshot) {
    // Before the view: a bar then captures the streams above the tee of the recording.
    View recorder = recorder();
    view.show(snapshot);
    recorder.show(snapshot);
  }

  private synchronized View recorder() {
    View recorder = recording == null ? open() : recording;
    recording = recorder;
    return recorder;
  }

  @Override
  public boolean idle(long nanos, boolean last) {
    return view.idle(nanos, last);
  }

  @Override
  public ProgressListener failureListener(long id) {
    ProgressListener shown = view.failureListener(id);
    return event -> {
      if (shown != null) {
        shown.on(event);
      }
      ProgressListener recorded = recorder().failureListener(id);
      if (recorded != null) {
        recorded.on(event);
      }
    };
  }

  private View open() {
    try {
      RecordingSettings settings =
          RecordingSettings.to(Path.of(named(file, LocalDateTime.now(ZoneId.systemDefault()))));
      RecordingFile wanted = settings.fileOfEnvironment();
      try {
        return settings.open(wanted);
      } catch (FileAlreadyExistsException e) {
        RecordingFile beside = wanted.beside();
        View other = settings.open(beside);
        String path = RecordingFile.shown(beside.path());
        warn(", which " + e.getReason() + "; recording to " + path + " instead.");
        return other;
      }
    } catch (IOException e) {
      warn(", which cannot be written: " + FileErrors.of(e) + ". Going on without.");
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      warn(
          ": "
              + ControlEscapes.of(String.valueOf(UserText.message(e)), MAX_LENGTH)
              + " Going on without.");
    }
    return snapshot -> {};
  }

  private void warn(String what) {
    System.err.println(
        "headway: " + name + " is \"" + ControlEscapes.of(file, MAX_LENGTH) + "\"" + what);
  }

  /** Fills in the pid and the time where the name has placeholders for them. */
  static String named(String pattern, LocalDateTime now) {
    return PLACE
        .matcher(pattern)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(), now)));
  }

  private static String value(String place, LocalDateTime now) {
    return switch (place) {
      case "%p" -> Long.toString(ProcessHandle.current().pid());
      case "%t" -> TIME.format(now);
      default -> "%";
    };
  }
}
