package dev.headway.cli.run.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first records of several sources together, then the second, and so on. Used by one thread.
 */
public final class LinkedSources implements ValueReader<List<String>> {
  private final List<ValueReader<List<String>>> sources;

  /** By source, the records that were read; null if they are not needed again. */
  private final @Nullable List<List<List<String>>> held;

  private final boolean[] ended;
  private long place = -1;

  /**
   * Links sources.
   *
   * @param sources one at least
   * @param again true if a source that has ended begins again, up to the end of the longest, for
   *     which the records are held in memory; false if the shortest ends all
   */
  public LinkedSources(List<ValueReader<List<String>>> sources, boolean again) {
    this.sources = List.copyOf(sources);
    this.ended = new boolean[sources.size()];
    List<List<List<String>>> records = new ArrayList<>();
    sources.forEach(source -> records.add(new ArrayList<>()));
    this.held = again && sources.size() > 1 ? records : null;
  }

  @Override
  public @Nullable List<String> next() throws IOException {
    place++;
    List<String> all = new ArrayList<>();
    boolean any = false;
    for (int source = 0; source < ended.length; source++) {
      List<String> record = ended[source] ? null : sources.get(source).next();
      if (record == null) {
        ended[source] = true;
        if (held == null) {
          return null;
        }
        all.addAll(again(held.get(source)));
        continue;
      }
      any = true;
      all.addAll(record);
      if (held != null) {
        held.get(source).add(record);
      }
    }
    return any ? all : null;
  }

  private List<String> again(List<List<String>> records) {
    return records.isEmpty() ? List.of("") : records.get((int) (place % records.size()));
  }

  @Override
  public void close() throws IOException {
    for (ValueReader<?> source : sources) {
      source.close();
    }
  }
}
