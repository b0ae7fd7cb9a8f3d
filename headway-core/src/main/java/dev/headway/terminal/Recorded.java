package dev.headway.terminal;

import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What suits the surroundings, and a recording of it, which begins with the first progress. */
final class Recorded implements View {

  static final String VARIABLE = "HEADWAY_RECORD";

  private final View view;
  private final String name;
  private final String file;
  private @Nullable View recording;

  private Recorded(View view, String name, String file) {
    this.view = view;
    this.name = name;
    this.file = file;
  }

  /** The view, recorded if the environment asks for it. */
  static View ifWanted(Map<String, String> environment, View view) {
    String file = environment.getOrDefault(VARIABLE, "").trim();
    return file.isEmpty() ? view : new Recorded(view, Variables.name(environment, VARIABLE), file);
  }

  @Override
  public void show(Snapshot snapshot) {
    // First: a bar captures the streams when it is shown, and its lines come through here then.
    View recorder = recording == null ? recording = open() : recording;
    view.show(snapshot);
    recorder.show(snapshot);
  }

  @Override
  public boolean idle(long nanos, boolean last) {
    return view.idle(nanos, last);
  }

  @Override
  public @Nullable ProgressListener troubles(long id) {
    return view.troubles(id);
  }

  private View open() {
    String why;
    try {
      return Recording.to(Path.of(file)).open();
    } catch (IOException e) {
      why = "it cannot be written (" + e.getMessage() + ")";
    } catch (IllegalArgumentException e) {
      why = String.valueOf(e.getMessage());
    }
    System.err.println(
        "headway: "
            + name
            + " is \""
            + Visible.of(file)
            + "\": "
            + Visible.of(why)
            + " Going on without.");
    return snapshot -> {};
  }
}
