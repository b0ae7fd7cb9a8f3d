package dev.headway.internal.terminal.layout;

/** Fits the columns of the bars into a width: it drops the least important first. */
final class ColumnFitter {

  /** From this room on there are words that explain, such as when it will be ready. */
  private static final int EXPLAINED = 99;

  /** From this room on there are all words. */
  private static final int WIDE = 109;

  private static final int USUAL = 69;

  /** A narrower bar keeps no room for failures before there are any. */
  private static final int RESERVING = 49;

  private static final int MIN_LABEL = 12;
  private static final int SHORT_BAR = 12;
  private static final int MIN_BAR = 10;
  private static final int SHORTEST_BAR = 5;
  private static final int SHORT_LABEL = 8;
  private static final int SHORTEST_LABEL = 4;
  private static final int RANGE = 12;
  private static final int NUMBER = 10;

  private final ColumnNeeds needs;
  private final int room;
  private int label;
  private int percent;
  private int bar;
  private int count;
  private int problems;
  private int left = RANGE;
  private int more;
  private int elapsed;
  private int rate = 11;

  private ColumnFitter(ColumnNeeds needs, int width) {
    this.needs = needs;
    this.room = width - needs.doubt();
    boolean wide = room >= WIDE;
    label = Math.min(needs.label(), Math.max(MIN_LABEL, room * 3 / 10));
    percent = !needs.known() ? 0 : needs.weighed() ? Columns.BY_WEIGHT : Columns.PERCENT;
    bar = !needs.known() ? 1 : wide ? 25 : room >= USUAL ? 20 : MIN_BAR;
    count = needs.count();
    problems = Math.max(shortProblems(), room >= USUAL ? needs.allProblems() : 0);
    more = needs.known() && room >= EXPLAINED ? 14 : 0;
    elapsed = needs.elapsed() + Columns.ELAPSED.length();
  }

  static Columns fit(ColumnNeeds needs, int width) {
    ColumnFitter fitter = new ColumnFitter(needs, width);
    fitter.drop();
    return fitter.columns();
  }

  private int shortProblems() {
    int reserved = room >= USUAL ? 11 : 10;
    return Math.max(needs.problems(), needs.failing() && room >= RESERVING ? reserved : 0);
  }

  private void drop() {
    rate = over() > 0 ? 0 : rate;
    more = over() > 0 ? 0 : more;
    int whole = bar;
    bar = shorter(bar, SHORT_BAR);
    if (over() > 0) {
      problems = shortProblems();
      bar = whole;
      bar = shorter(bar, SHORT_BAR);
    }
    if (over() > 0) {
      elapsed = 0;
      bar = whole;
      bar = shorter(bar, SHORT_BAR);
    }
    left = over() > 0 ? NUMBER : left;
    bar = shorter(bar, MIN_BAR);
    label = shorter(label, MIN_LABEL);
    if (over() > 0 && needs.known()) {
      count = 0;
      percent = Math.min(percent, Columns.PERCENT); // It contradicts no count any more.
    }
    bar = shorter(bar, SHORTEST_BAR);
    bar = over() > 0 ? 0 : bar;
    if (needs.rows() > 1) {
      // Of several jobs a reader must know which one a percentage belongs to.
      label = shorter(label, SHORT_LABEL);
      left = over() > 0 ? 0 : left;
    }
    label = shorter(label, SHORTEST_LABEL);
    label = over() > 0 ? 0 : label;
    left = over() > 0 ? 0 : left;
  }

  private int shorter(int cells, int least) {
    return Math.max(Math.min(cells, least), cells - Math.max(0, over()));
  }

  private int over() {
    return columns().cells() - room;
  }

  private Columns columns() {
    return new Columns(label, percent, bar, count, problems, left, more, elapsed, rate);
  }
}
