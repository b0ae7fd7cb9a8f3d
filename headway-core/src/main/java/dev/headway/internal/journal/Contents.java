package dev.headway.internal.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file: where the last record of each task is, which runs there were, and where
 * the records end. Filled by one thread; from then on read by several.
 */
final class Contents {
  /** So far behind the middle of a file a record is looked for, in bytes. */
  private static final int SEARCHED = 1 << 20;

  /** So many records tell how long the others are. */
  private static final int SAMPLE = 1000;

  private final Header header;
  private final RecordWindow window;
  private final long size;
  private final KeyIndex index;
  private final KeyBatch batch;
  private final List<RunRecord> runs = new ArrayList<>();
  private final List<Long> runPositions = new ArrayList<>();

  /** Tasks that ran when their run died, and how many runs died so. */
  private final Map<JournalKey, Integer> deaths = new HashMap<>();

  private final Set<JournalKey> running = new HashSet<>();
  private boolean ended = true;
  private long taskRecords;
  private long end = Header.LENGTH;
  private boolean damaged;

  private Contents(ByteFile file, Header header) throws IOException {
    this.header = header;
    this.window = new RecordWindow(file, header.fileId(), RecordWindow.CHUNK);
    this.size = file.size();
    this.index = new KeyIndex(expected());
    this.batch = new KeyBatch(index);
  }

  /** Reads a file from its header to its end, or to the first record that is none. */
  static Contents of(ByteFile file, Header header) throws IOException {
    Contents contents = new Contents(file, header);
    contents.read();
    return contents;
  }

  /** From the middle on, as the first records of a run are shorter than most. */
  private long expected() throws IOException {
    long middle = size / 2;
    long limit = Math.min(middle + SEARCHED, size - Records.PREFIX);
    long found = size < SEARCHED ? limit : window.next(middle, limit);
    long begin = found == limit ? Header.LENGTH : found;
    long position = begin;
    for (int i = 0; i < SAMPLE; i++) {
      int length = window.bodyLength(position);
      if (length == 0) {
        return i;
      }
      position += Records.PREFIX + length;
    }
    return (long) ((double) size / (position - begin) * SAMPLE);
  }

  private void read() throws IOException {
    int length = window.bodyLength(end);
    while (length > 0 && end < KeyIndex.MAX_POSITION) {
      add(window.bytes(), window.body(end), length);
      end += Records.PREFIX + length;
      length = window.bodyLength(end);
    }
    batch.flush();
    countDeaths();
    damaged = end < size && isProven();
  }

  private void add(byte[] bytes, int body, int length) {
    RecordKind kind = Records.kind(bytes, body, length);
    if (kind == RecordKind.RUN) {
      countDeaths();
      RunRecord run = RunRecord.read(bytes, body, length);
      runs.add(run == null ? new RunRecord(0, 0, "", "") : run);
      runPositions.add(end);
      ended = false;
    } else if (kind == RecordKind.ENDED) {
      running.clear();
      ended = true;
    } else if (kind != null && kind.isOfTask()) {
      addTask(kind, Bytes.getLong(bytes, body + 1), Bytes.getInt(bytes, body + 9));
    }
  }

  private void addTask(RecordKind kind, long high, int low) {
    taskRecords++;
    if (kind == RecordKind.STARTED) {
      running.add(new JournalKey(high, low));
      batch.flush();
      if (isKnownBetter(index.get(high, low))) {
        return;
      }
    } else if (!running.isEmpty() || !deaths.isEmpty()) {
      JournalKey key = new JournalKey(high, low);
      running.remove(key);
      deaths.remove(key);
    }
    batch.add(high, low, kind, end);
  }

  /** A start does not undo a success, nor an end of this run that another thread wrote earlier. */
  private boolean isKnownBetter(long before) {
    return before != 0
        && (KeyIndex.kind(before) == RecordKind.DONE
            || KeyIndex.kind(before) != RecordKind.STARTED
                && !runPositions.isEmpty()
                && KeyIndex.position(before) > runPositions.get(runPositions.size() - 1));
  }

  private void countDeaths() {
    if (!ended) {
      running.forEach(key -> deaths.merge(key, 1, Integer::sum));
    }
    running.clear();
  }

  /**
   * Whether the bad record stands where all was on the disk already: then something has damaged the
   * file. Otherwise what follows was being written when the program or the machine stopped; blocks
   * reach the disk in any order, so that good records may stand behind a hole.
   */
  private boolean isProven() throws IOException {
    long last = size - Records.PREFIX;
    long next = window.next(end + 1, last); // However far: a disk may lose many blocks at once.
    while (next < last) {
      int length = window.bodyLength(next);
      if (length == 0) {
        next = window.next(next + 1, last);
        continue;
      }
      if (proves(window.bytes(), window.body(next), length)) {
        return true;
      }
      next += Records.PREFIX + length;
    }
    return false;
  }

  private boolean proves(byte[] bytes, int body, int length) {
    RecordKind kind = Records.kind(bytes, body, length);
    // Before a run begins, all that is there is brought to the disk.
    return kind == RecordKind.RUN
        || kind == RecordKind.SYNCED
            && new Bytes.Cursor(bytes, body + 1, body + length).readVar() > end;
  }

  Header header() {
    return header;
  }

  KeyIndex index() {
    return index;
  }

  /** All runs, the oldest first. */
  List<RunRecord> runs() {
    return runs;
  }

  /** When the run began that wrote a record; 0 if the file does not say. */
  long runStart(long position) {
    int found = Collections.binarySearch(runPositions, position);
    int run = found >= 0 ? found : -found - 2;
    return run < 0 ? 0 : runs.get(run).startMillis();
  }

  /** Null if there was none. */
  @Nullable RunRecord lastRun() {
    return runs.isEmpty() ? null : runs.get(runs.size() - 1);
  }

  boolean hasEnded() {
    return ended;
  }

  /** In how many runs that died the task was running, since it last ended. */
  int deaths(JournalKey key) {
    return deaths.getOrDefault(key, 0);
  }

  long taskRecords() {
    return taskRecords;
  }

  /** How many tasks have a success as their last record. */
  long done() {
    return batch.done();
  }

  /** How long the file is, in bytes. */
  long size() {
    return size;
  }

  /** Where the records end that can be read from the first on. */
  long end() {
    return end;
  }

  /** Whether what cannot be read was once good. */
  boolean isDamaged() {
    return damaged;
  }
}
