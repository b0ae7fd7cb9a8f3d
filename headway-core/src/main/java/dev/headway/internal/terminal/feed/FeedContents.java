package dev.headway.internal.terminal.feed;

import dev.headway.internal.terminal.feed.FeedLine.Kind;
import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.json.JsonFailures;
import dev.headway.internal.terminal.json.JsonLines;
import dev.headway.internal.terminal.json.JsonObject;
import dev.headway.internal.terminal.json.JsonSchedule;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Summary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a feed has to say: the present, and what is new. Views give it snapshots, which cost a few
 * references; the thread of the server makes lines of them when there is a client.
 */
final class FeedContents implements FeedServer.Source {
  /** How many ended progresses a new client is told of. */
  static final int KEPT = 32;

  /** How many ends may wait for the thread of the server. */
  private static final int MAX_NEWS = 1000;

  private record Ended(Row row, @Nullable Summary summary, @Nullable JsonFailures failures) {}

  private final JsonLines lines;
  private final Map<Long, JsonFailures> failures = new ConcurrentHashMap<>();
  private final PrintedLines printed = new PrintedLines();

  // Guarded by this.
  private List<Row> live = List.of();
  private long nanos;
  private boolean changed;
  private List<Ended> news = new ArrayList<>();
  private final Deque<Ended> kept = new ArrayDeque<>();
  private long ended;

  /** How many ends came too fast to be told. */
  private long untold;

  /** Jobs without a row in the last snapshot: they may be about to begin, or have none. */
  private Set<Long> missing = new HashSet<>();

  // Used by the thread of the server.
  private final JsonSchedule schedule = new JsonSchedule();

  /** The progresses whose last list of running tasks was not empty. */
  private final Set<Long> listing = new HashSet<>();

  FeedContents(JsonLines lines) {
    this.lines = lines;
  }

  /** Returns where the failures of a job go. */
  JsonFailures failures(long id) {
    return failures.computeIfAbsent(id, any -> new JsonFailures());
  }

  /** Returns where the lines go that other processes print. */
  PrintedLines printed() {
    return printed;
  }

  /**
   * Takes a snapshot.
   *
   * @param hasClients whether there is a client that will be told of it
   */
  synchronized void show(Snapshot snapshot, BooleanSupplier hasClients) {
    List<Row> going = new ArrayList<>(snapshot.rows().size());
    Set<Long> absent = failures.isEmpty() ? new HashSet<>() : new HashSet<>(failures.keySet());
    for (Row row : snapshot.rows()) {
      absent.remove(row.id());
      if (row.state() == Row.State.RUNNING) {
        going.add(row);
      } else {
        end(row, snapshot.summaries().get(row.id()), hasClients.getAsBoolean());
      }
    }
    live = going;
    nanos = snapshot.nanos();
    changed = true;
    missing.retainAll(absent);
    failures.keySet().removeAll(missing);
    missing = absent;
  }

  private void end(Row row, @Nullable Summary summary, boolean told) {
    JsonFailures last = failures.remove(row.id());
    if (told && news.size() < MAX_NEWS) {
      news.add(new Ended(row, summary, last));
    } else if (told) {
      untold++;
    }
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(new Ended(row, withoutInputs(summary), null));
    ended++;
  }

  /** Inputs may be large, and nothing else may keep them in memory. */
  private static @Nullable Summary withoutInputs(@Nullable Summary whole) {
    return whole == null
        ? null
        : new Summary(whole.utilization(), whole.errors(), List.of(), whole.cluster());
  }

  @Override
  public List<FeedLine> news() {
    return newsAndPresent(null);
  }

  @Override
  public List<FeedLine> newsAndPresent(@Nullable List<FeedLine> present) {
    List<Row> rows;
    long at;
    List<Ended> over;
    List<Ended> before = List.of();
    long overInAll;
    long dropped;
    if (present != null) {
      printed.listen();
    }
    boolean fresh;
    synchronized (this) {
      fresh = changed;
      changed = false;
      rows = live;
      at = nanos;
      over = news;
      news = new ArrayList<>();
      overInAll = ended;
      dropped = untold;
      untold = 0;
      if (present != null) {
        before = List.copyOf(kept);
      }
    }
    // After the rest: a thread that adds lines from here on sees whether a snapshot will follow.
    List<FeedLine> told = tellPrinted();
    if (!fresh && present == null && told.isEmpty()) {
      return List.of();
    }
    Lines due = new Lines(over);
    List<Row> all = new ArrayList<>(rows);
    over.forEach(one -> all.add(one.row));
    schedule.show(all, at, due);
    if (dropped > 0) {
      due.made.add(line(0, "", dropped));
    }
    due.made.addAll(told);
    listing.retainAll(rows.stream().map(Row::id).collect(Collectors.toSet()));
    if (present != null) {
      addPresent(present, rows, before, overInAll);
    }
    return due.made;
  }

  private List<FeedLine> tellPrinted() {
    PrintedLines.Taken taken = printed.take();
    List<FeedLine> told = new ArrayList<>(taken.lines().size());
    long skipped = taken.skipped();
    for (PrintedLines.Printed one : taken.lines()) {
      JsonObject object =
          lines
              .begin("printed")
              .add("stream", one.error() ? "err" : "out")
              .add("text", one.text())
              .add("skipped", skipped);
      told.add(FeedLine.of(0, "", Kind.EVENT, object));
      skipped = 0;
    }
    return told;
  }

  @Override
  public void forget() {
    printed.forget();
  }

  private void addPresent(
      List<FeedLine> present, List<Row> rows, List<Ended> before, long overInAll) {
    JsonObject hello =
        FeedHello.of(lines)
            .add("live", rows.size())
            .add("kept", before.size())
            .add("ended", overInAll);
    present.add(FeedLine.of(0, "", Kind.STATE, hello));
    for (Ended one : before) {
      present.add(line(one.row, Kind.STATE, lines.finishedBefore(one.row, one.summary)));
    }
    for (Row row : rows) {
      present.add(line(row, Kind.STATE, lines.numbers("started", row)));
      if (!row.longest().isEmpty()) {
        present.add(line(row, Kind.TASKS, lines.running(row, FeedContents::note)));
      }
    }
  }

  @Override
  public FeedLine line(long id, String label, long count) {
    JsonObject dropped = lines.begin("dropped", id, label).add("count", count);
    return FeedLine.of(id, label, Kind.EVENT, dropped);
  }

  @Override
  public FeedLine refused(int most) {
    String why = "This feed has " + most + " clients, which is the most. End one of them.";
    return FeedLine.of(0, "", Kind.EVENT, lines.begin("refused").add("error", why));
  }

  @Override
  public synchronized boolean isAtRest() {
    return live.isEmpty() && news.isEmpty();
  }

  private static FeedLine line(Row row, Kind kind, JsonObject object) {
    return FeedLine.of(row.id(), row.label(), kind, object);
  }

  /** What a task says of how far it is, as it stands below a bar. */
  private static String note(SubProgress part) {
    String label = part.label().isEmpty() ? "" : part.label() + " ";
    return part.total() == null
        ? label + AmountFormat.exact(part.done(), part.unit()) + " so far"
        : label + AmountFormat.progress(part.done(), part.total(), part.unit());
  }

  /** Makes the lines that are due. */
  private final class Lines implements JsonSchedule.Due {
    private final List<FeedLine> made = new ArrayList<>();
    private final Map<Long, Ended> over = new HashMap<>();

    Lines(List<Ended> over) {
      over.forEach(one -> this.over.put(one.row.id(), one));
    }

    @Override
    public void numbers(String event, Row row) {
      Kind kind = event.equals("started") ? Kind.STATE : Kind.NUMBERS;
      made.add(line(row, kind, lines.numbers(event, row)));
      boolean before = !row.longest().isEmpty() ? listing.add(row.id()) : listing.remove(row.id());
      if (before || !row.longest().isEmpty()) {
        made.add(line(row, Kind.TASKS, lines.running(row, FeedContents::note)));
      }
    }

    @Override
    public void failures(Row row) {
      Ended last = over.get(row.id());
      JsonFailures pending = last == null ? failures.get(row.id()) : last.failures;
      if (pending != null) {
        pending.drain(
            event ->
                made.add(
                    line(
                        row,
                        Kind.EVENT,
                        event.writeTo(lines.begin(event.name(), row.id(), row.label())))));
      }
    }

    @Override
    public void trouble(Row row, RunningTask task) {
      made.add(line(row, Kind.EVENT, lines.trouble(row, task)));
    }

    @Override
    public void finished(Row row) {
      Ended last = over.get(row.id());
      made.add(line(row, Kind.STATE, lines.finished(row, last == null ? null : last.summary)));
    }
  }
}
