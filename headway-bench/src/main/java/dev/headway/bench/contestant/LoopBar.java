package dev.headway.bench.contestant;

import dev.headway.Progress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ProgressBar;

/**
 * What a bar around a loop adds to each iteration: the loop with and without it, in turn in one
 * JVM. {@code bar=headway|tongfei|slot}, where {@code slot} is the floor: a counter that one thread
 * writes and another may read; {@code plain} answers the loop itself.
 */
final class LoopBar {
  private static final Iterable<Integer> NUMBERS = new Numbers();

  private LoopBar() {}

  public static void main(String[] args) throws Exception {
    String bar = new Arguments(args).text("bar", "headway");
    if (bar.equals("plain")) {
      Timed.answer(Timed.nanos(LoopBar::plain) / Numbers.COUNT);
      return;
    }
    UnaryOperator<Iterable<Integer>> wrap = wrap(bar);
    double[] nanos = Timed.inTurn(() -> wrapped(wrap), LoopBar::plain);
    Timed.answer((nanos[0] - nanos[1]) / Numbers.COUNT);
  }

  private static UnaryOperator<Iterable<Integer>> wrap(String bar) {
    return switch (bar) {
      case "headway" -> Progress::over;
      case "tongfei" -> numbers -> ProgressBar.wrap(numbers, "");
      case "slot" -> numbers -> () -> new Counted(numbers.iterator());
      default -> throw new IllegalArgumentException("no such bar");
    };
  }

  /** The same loop twice, so that neither sees the other's types. */
  private static void plain() {
    long sum = 0;
    for (int number : NUMBERS) {
      sum += number;
    }
    check(sum);
  }

  private static void wrapped(UnaryOperator<Iterable<Integer>> wrap) {
    long sum = 0;
    for (int number : wrap.apply(NUMBERS)) {
      sum += number;
    }
    check(sum);
  }

  private static void check(long sum) {
    if (sum != Numbers.COUNT / 128 * (127L * 128 / 2)) {
      throw new IllegalStateException("wrong sum: " + sum);
    }
  }

  private static final class Counted implements Iterator<Integer> {
    private static final VarHandle COUNT;

    static {
      try {
        COUNT = MethodHandles.lookup().findVarHandle(Counted.class, "count", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private final Iterator<Integer> numbers;

    @SuppressWarnings("unused") // By its handle.
    private long count;

    Counted(Iterator<Integer> numbers) {
      this.numbers = numbers;
    }

    @Override
    public boolean hasNext() {
      return numbers.hasNext();
    }

    @Override
    public Integer next() {
      Integer number = numbers.next();
      COUNT.setOpaque(this, (long) COUNT.getOpaque(this) + 1);
      return number;
    }
  }
}
