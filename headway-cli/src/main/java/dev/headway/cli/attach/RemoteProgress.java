package dev.headway.cli.attach;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The progresses of another program, from the lines of its feed to the snapshots of a view. Used by
 * one thread.
 */
final class RemoteProgress {
  private final View view;
  private final Map<Long, Row> live = new LinkedHashMap<>();
  private final Map<Long, List<RunningTask>> tasks = new HashMap<>();
  private final Map<Long, ProgressListener> listeners = new HashMap<>();
  private final List<Row> ended = new ArrayList<>();
  private final Map<Long, Summary> summaries = new HashMap<>();

  /** How many of the next ends are from before. */
  private long kept;

  private String refusal = "";
  private boolean greeted;

  /** How many that go on are still to be told of. */
  private long expected;

  RemoteProgress(View view) {
    this.view = view;
  }

  /**
   * Takes up a line.
   *
   * @param nanos the time now, by the clock of the view
   */
  void take(FeedObject line, long nanos) {
    long id = line.count("id");
    switch (line.text("event")) {
      case "hello" -> {
        greeted = true;
        kept = line.count("kept");
        expected = line.count("live");
      }
      case "refused" -> refusal = line.text("error");
      case "started" -> {
        expected--;
        show(FeedRowReader.row(line));
      }
      case "progress" -> show(FeedRowReader.row(line));
      case "running" -> tasks.put(id, FeedRowReader.tasks(line));
      case "finished" -> {
        if (kept > 0) {
          kept--;
        } else {
          end(FeedRowReader.row(line));
          Summary summary = FeedRowReader.summary(line);
          if (summary != null) {
            summaries.put(id, summary);
          }
        }
      }
      default -> {
        ProgressEvent event = EventReader.event(line, nanos);
        ProgressListener listener = listeners.get(id);
        if (event != null && listener != null) {
          listener.on(event);
        }
      }
    }
  }

  private void show(Row row) {
    Row before = live.put(row.id(), row);
    if (before == null && row.workers() > 0) { // A job, of which failures are told.
      ProgressListener listener = view.failureListener(row.id());
      if (listener != null) {
        listeners.put(row.id(), listener);
      }
    }
  }

  private void end(Row row) {
    ended.add(row);
    live.remove(row.id());
    tasks.remove(row.id());
    listeners.remove(row.id());
  }

  /** Whether the program has said who it is. */
  boolean isGreeted() {
    return greeted;
  }

  /** Whether the program has also said what goes on in it, which may come in several pieces. */
  boolean isIntroduced() {
    return greeted && expected <= 0;
  }

  /** Why the program takes no more clients; empty if it does. */
  String refusal() {
    return refusal;
  }

  /** Whether a progress goes on. */
  boolean isLive() {
    return !live.isEmpty();
  }

  /** The numbers of now, as far as they are known, and of what has ended since the last call. */
  Snapshot snapshot(long nanos) {
    List<Row> rows = new ArrayList<>();
    for (Row row : live.values()) {
      Row.Builder now = row.toBuilder();
      now.longest = tasks.getOrDefault(row.id(), List.of());
      rows.add(now.build());
    }
    rows.addAll(ended);
    Snapshot all = new Snapshot(nanos, rows, summaries);
    ended.clear();
    summaries.clear();
    return all;
  }

  /** The program has died: what went on has stopped, as far as it had come. */
  void stopAll() {
    for (Row row : List.copyOf(live.values())) {
      Row.Builder last = row.toBuilder();
      last.state = Row.State.STOPPED;
      last.forecast = null;
      end(last.build());
    }
  }
}
