package dev.headway.internal.terminal.report;

import dev.headway.internal.text.UserText;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.TaskEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The failures of one job, by their kind. Worker threads report them, and the thread that draws
 * makes texts of them. No failure is lost from the sum of the kinds. Safe for use by several
 * threads.
 */
public final class FailureLog implements ProgressListener {

  /** Bounds the memory where each failure is of a kind of its own. */
  private static final int MAX_KINDS = 100;

  /** How many kinds are told as soon as they happen. */
  private static final int TOLD_AT_ONCE = 5;

  /** Bounds what waits for the thread that draws. */
  private static final int MAX_WAITING = 1_000;

  private static final int MAX_LENGTH = 400;

  /** A failure, until its texts are made. */
  private record Failure(
      long index, Supplier<String> input, String className, Supplier<String> error, TaskEnd end) {}

  /** The first failure of a kind, in words. */
  public record First(String input, String text) {}

  private List<Failure> waiting = new ArrayList<>(); // Guarded by this.

  /** Those of which only the class of the exception is known, as they are too many. */
  private final Map<String, Long> others = new LinkedHashMap<>(); // Guarded by this.

  // Used by the thread that draws.
  private final Map<String, FailureKind> kinds = new LinkedHashMap<>();
  private final List<First> firsts = new ArrayList<>();

  @Override
  public void on(ProgressEvent event) {
    if (event instanceof ProgressEvent.TaskEnded ended) {
      Throwable error = ended.error();
      if (error != null) {
        add(
            new Failure(
                ended.index(),
                UserText.later(ended.input(), MAX_LENGTH),
                error.getClass().getName(),
                UserText.later(error, MAX_LENGTH),
                ended.end()));
      }
    }
  }

  private synchronized void add(Failure failure) {
    if (waiting.size() < MAX_WAITING) {
      waiting.add(failure);
    } else {
      addOther(failure);
    }
  }

  private synchronized void addOther(Failure failure) {
    boolean room = others.size() < MAX_KINDS || others.containsKey(failure.className);
    others.merge(room ? failure.className : "other exceptions", 1L, Long::sum);
  }

  private synchronized List<Failure> take() {
    List<Failure> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Takes up what was reported since the last call. */
  private void read() {
    for (Failure failure : take()) {
      FailureText text =
          FailureText.of(
              failure.index,
              failure.input.get(),
              failure.className,
              failure.error.get(),
              failure.end);
      String key = FailureKind.key(text.common());
      FailureKind kind = kinds.get(key);
      if (kind == null && kinds.size() < MAX_KINDS) {
        kind = new FailureKind(text.common());
        kinds.put(key, kind);
        if (kinds.size() <= TOLD_AT_ONCE) {
          firsts.add(new First(text.name(), text.whole()));
        }
      }
      if (kind == null) {
        addOther(failure);
      } else {
        kind.add(text.name(), text.common());
      }
    }
  }

  /** Returns the first failures of kinds that are new since the last call; five in all at most. */
  public List<First> takeFirsts() {
    read();
    List<First> taken = List.copyOf(firsts);
    firsts.clear();
    return taken;
  }

  /** Returns all kinds, the most frequent first. */
  public List<FailureKind> kinds() {
    read();
    List<FailureKind> all = new ArrayList<>(kinds.values());
    synchronized (this) {
      others.forEach((className, count) -> all.add(FailureKind.of(className, count)));
    }
    all.sort(Comparator.comparingLong(FailureKind::count).reversed());
    return all;
  }
}
