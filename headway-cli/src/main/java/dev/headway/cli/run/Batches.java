package dev.headway.cli.run;

import dev.headway.cli.run.source.ValueReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts records together to what one job gets. Used by one thread. */
final class Batches implements ValueReader<JobInput> {
  private final ValueReader<List<String>> records;
  private final BatchSettings settings;
  private final Template template;
  private final int slots;
  private final long maxBytes;
  private final int perWord;

  /** Records that were read and given to no job yet. */
  private final Deque<List<String>> waiting = new ArrayDeque<>();

  /** How many records a job gets once the last are spread; 0 before. */
  private int part;

  /**
   * @param available how many bytes a command may have on this system
   */
  Batches(
      ValueReader<List<String>> records,
      BatchSettings settings,
      Template template,
      int slots,
      long available) {
    this.records = records;
    this.settings = settings;
    this.template = template;
    this.slots = slots;
    this.perWord = settings.maxBytes() > 0 ? 1 : CommandLength.PER_WORD;
    this.maxBytes = settings.maxBytes() > 0 ? Math.min(settings.maxBytes(), available) : available;
  }

  @Override
  public @Nullable JobInput next() throws IOException {
    List<List<String>> batch = new ArrayList<>();
    CommandSize size = template.size(perWord);
    while (!isFull(batch.size())) {
      List<String> record = take();
      if (record == null) {
        break;
      }
      record.forEach(size::add);
      if (!batch.isEmpty() && !fits(size)) {
        waiting.addFirst(record); // One that is too long alone costs its own job.
        break;
      }
      batch.add(record);
    }
    if (settings.spread() && part == 0 && batch.size() > 1 && isAtEnd()) {
      part = (batch.size() + slots - 1) / slots;
      for (int i = batch.size() - 1; i >= part; i--) {
        waiting.addFirst(batch.remove(i));
      }
    }
    return batch.isEmpty() ? null : input(batch);
  }

  private boolean isFull(int size) {
    int most = settings.most() == 0 ? 1 : settings.most();
    return most != BatchSettings.ALL && size >= most || part > 0 && size >= part;
  }

  private @Nullable List<String> take() throws IOException {
    List<String> first = waiting.poll();
    return first == null ? records.next() : first;
  }

  private boolean isAtEnd() throws IOException {
    if (waiting.isEmpty()) {
      List<String> record = records.next();
      if (record != null) {
        waiting.add(record);
      }
    }
    return waiting.isEmpty();
  }

  private boolean fits(CommandSize size) {
    return size.total() <= maxBytes && size.longestWord() <= CommandLength.MOST_OF_WORD;
  }

  private JobInput input(List<List<String>> batch) {
    if (settings.most() == 0) {
      return new JobInput(List.of());
    }
    if (batch.size() == 1) {
      return new JobInput(batch.get(0));
    }
    List<String> values = new ArrayList<>();
    batch.forEach(values::addAll);
    return new JobInput(values);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
