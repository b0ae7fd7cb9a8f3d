package dev.headway.cli.run.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All combinations of the records of several sources; those of the last change fastest. They are
 * made as they are asked for. The first source is read through once, and may have no end; the
 * records of the others are held in memory. Beside others, a source without records counts as one
 * empty value. Used by one thread.
 */
public final class Product implements ValueReader<List<String>> {
  private static final List<String> EMPTY = List.of("");

  private final List<ValueReader<List<String>>> sources;

  /** By source, the records that were read; none of the first. */
  private final List<List<List<String>>> held = new ArrayList<>();

  private final List<List<String>> current = new ArrayList<>();
  private final int[] places;
  private boolean ended;

  /**
   * Makes a product.
   *
   * @param sources one at least
   */
  public Product(List<ValueReader<List<String>>> sources) {
    this.sources = List.copyOf(sources);
    this.places = new int[sources.size()];
  }

  @Override
  public @Nullable List<String> next() throws IOException {
    ended = ended || !(current.isEmpty() ? begin() : advance());
    if (ended) {
      return null;
    }
    if (current.size() == 1) {
      return current.get(0);
    }
    List<String> all = new ArrayList<>();
    current.forEach(all::addAll);
    return all;
  }

  private boolean begin() throws IOException {
    boolean any = false;
    for (ValueReader<List<String>> source : sources) {
      List<String> first = source.next();
      any |= first != null;
      current.add(first == null ? EMPTY : first);
      held.add(new ArrayList<>());
      held.get(held.size() - 1).add(current.get(current.size() - 1));
    }
    return any;
  }

  private boolean advance() throws IOException {
    for (int source = sources.size() - 1; source >= 0; source--) {
      List<String> record = source == 0 ? sources.get(0).next() : heldOrRead(source);
      if (record != null) {
        current.set(source, record);
        for (int later = source + 1; later < places.length; later++) {
          places[later] = 0;
          current.set(later, held.get(later).get(0));
        }
        return true;
      }
    }
    return false;
  }

  private @Nullable List<String> heldOrRead(int source) throws IOException {
    List<List<String>> records = held.get(source);
    int place = places[source] + 1;
    if (place == records.size()) {
      List<String> record = sources.get(source).next();
      if (record == null) {
        return null;
      }
      records.add(record);
    }
    places[source] = place;
    return records.get(place);
  }

  @Override
  public void close() throws IOException {
    for (ValueReader<?> source : sources) {
      source.close();
    }
  }
}
