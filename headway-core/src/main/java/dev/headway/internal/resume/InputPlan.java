package dev.headway.internal.resume;

import dev.headway.internal.journal.JournalKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a run, all read before it begins, with their keys and with what earlier runs tell
 * of them. It gives them in the order in which they are to begin. Used by the thread that reads
 * inputs.
 */
public final class InputPlan<A extends @Nullable Object> implements Iterator<A> {
  private final @Nullable Object[] inputs;
  private final List<JournalKey> keys;
  private final float[] seconds;
  private final BitSet runs;

  /** By place, the index in the source; null if these are the same. */
  private final int @Nullable [] order;

  private int next;

  /** Collects the inputs in the order of the source. */
  static final class Builder<A extends @Nullable Object> {
    private final List<@Nullable Object> inputs;
    private final List<JournalKey> keys;
    private float[] seconds;
    private final BitSet runs = new BitSet();

    /**
     * Has none yet.
     *
     * @param count how many there will be, as far as the source knows
     */
    Builder(int count) {
      inputs = new ArrayList<>(count);
      keys = new ArrayList<>(count);
      seconds = new float[count];
    }

    /**
     * Adds an input.
     *
     * @param before how long it took before, in seconds; NaN if that is not known
     * @param willRun false if it is done
     */
    void add(A input, JournalKey key, float before, boolean willRun) {
      int at = inputs.size();
      if (at == seconds.length) {
        seconds = Arrays.copyOf(seconds, 2 * at + 1);
      }
      inputs.add(input);
      keys.add(key);
      seconds[at] = before;
      runs.set(at, willRun);
    }

    InputPlan<A> build(boolean longestFirst) {
      float[] all = Arrays.copyOf(seconds, inputs.size());
      return new InputPlan<>(inputs.toArray(), keys, all, runs, longestFirst ? order(all) : null);
    }
  }

  private InputPlan(
      @Nullable Object[] inputs,
      List<JournalKey> keys,
      float[] seconds,
      BitSet runs,
      int @Nullable [] order) {
    this.inputs = inputs;
    this.keys = keys;
    this.seconds = seconds;
    this.runs = runs;
    this.order = order;
  }

  /**
   * The longest first, and before them those of which nothing is known: if one of these is long, it
   * would be the last to end. Those that are alike stay in their order.
   */
  private static int[] order(float[] seconds) {
    Integer[] order = IntStream.range(0, seconds.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(index -> -known(seconds[index])));
    return Arrays.stream(order).mapToInt(index -> index).toArray();
  }

  private static double known(float seconds) {
    return Float.isNaN(seconds) ? Double.MAX_VALUE : seconds;
  }

  @Override
  public boolean hasNext() {
    return next < inputs.length;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // The source has given it; a null is one of its own.
  public A next() {
    return (A) inputs[index(next++)];
  }

  /** Returns the key of the input that was given last. */
  JournalKey key() {
    return keys.get(index(next - 1));
  }

  /** Returns the index in the source of the input of a place. */
  public int index(long place) {
    return order == null ? (int) place : order[(int) place];
  }

  /** Returns true if the places of inputs are not their indexes. */
  public boolean isReordered() {
    return order != null;
  }

  /** Returns the indexes of the inputs that will run, in the order in which they begin. */
  public int[] queue() {
    return IntStream.range(0, inputs.length).map(this::index).filter(runs::get).toArray();
  }

  /** Returns how long each input took before, by index, in seconds; NaN if it is not known. */
  public float[] seconds() {
    return seconds.clone();
  }

  /** Returns true if that is known of any. */
  public boolean hasSeconds() {
    return IntStream.range(0, seconds.length).anyMatch(at -> !Float.isNaN(seconds[at]));
  }
}
