package dev.headway.terminal;

import dev.headway.internal.terminal.device.StreamTee;
import dev.headway.internal.terminal.json.JsonFailures;
import dev.headway.internal.terminal.json.JsonLines;
import dev.headway.internal.terminal.json.JsonObject;
import dev.headway.internal.terminal.json.JsonSchedule;
import dev.headway.internal.terminal.report.JobFailures;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Prints one JSON object per line, for programs that watch this one. Each progress has one when it
 * begins, at most two a second while it goes on, and exactly one when it has ended. Each failure,
 * retry, slow task and lost worker has one, too. What is unknown is {@code null}. All characters
 * beyond ASCII are escaped, so that the encoding does not matter. The fields are described in
 * {@code docs/json.md}.
 *
 * <pre>{@code
 * {"v":1,"event":"progress","at":"2026-03-01T12:00:05.012Z","process":4711,"id":1,"depth":0,
 *  "label":"thumbnails","state":"running","unit":"items","total":40,"succeeded":11,"failed":1,...}
 * {"v":1,"event":"failed","at":"2026-03-01T12:00:05.100Z","process":4711,"id":1,"label":"thumbnails",
 *  "index":17,"input":"cat.png","worker":3,"attempt":1,"kind":"failed","seconds":0.71,
 *  "error":"java.io.IOException: truncated"}
 * }</pre>
 *
 * <p>{@link #show} is called by one thread at a time, while worker threads report failures. Nothing
 * has to be closed.
 */
public final class JsonView implements View {

  private final Supplier<PrintStream> target;
  private final JsonLines lines;
  private final JobFailures<JsonFailures> failures = new JobFailures<>(JsonFailures::new);
  private final JsonSchedule schedule = new JsonSchedule();

  /** Makes a view that prints to the current {@code System.err}. */
  public JsonView() {
    this(() -> StreamTee.below(System.err));
  }

  /**
   * Prints to a stream.
   *
   * @param target where the lines go
   */
  public JsonView(PrintStream target) {
    this(() -> target);
  }

  JsonView(Supplier<PrintStream> target) {
    this(target, InstantSource.system());
  }

  JsonView(Supplier<PrintStream> target, InstantSource clock) {
    this.target = target;
    this.lines = new JsonLines(clock);
  }

  @Override
  public ProgressListener failureListener(long id) {
    return failures.of(id);
  }

  @Override
  public void show(Snapshot snapshot) {
    schedule.show(snapshot.rows(), snapshot.nanos(), new Printer(snapshot));
    failures.forgetOthers(snapshot);
  }

  private void print(JsonObject object) {
    target.get().println(object);
  }

  private final class Printer implements JsonSchedule.Due {
    private final Snapshot snapshot;

    Printer(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    @Override
    public void numbers(String event, Row row) {
      print(lines.numbers(event, row));
    }

    @Override
    public void failures(Row row) {
      JsonFailures pending = failures.logs().get(row.id());
      if (pending != null) {
        pending.drain(
            event -> print(event.writeTo(lines.begin(event.name(), row.id(), row.label()))));
      }
    }

    @Override
    public void trouble(Row row, RunningTask task) {
      print(lines.trouble(row, task));
    }

    @Override
    public void finished(Row row) {
      print(lines.finished(row, snapshot.summaries().get(row.id())));
    }
  }
}
