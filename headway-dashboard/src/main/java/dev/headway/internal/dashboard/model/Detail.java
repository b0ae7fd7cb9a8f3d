package dev.headway.internal.dashboard.model;

/** What is kept of a job beside its numbers; the largest part, which is given up first. */
public final class Detail {
  private final Lanes lanes = new Lanes();
  private final EndedTasks ended = new EndedTasks();
  private final Slowest slowest = new Slowest();

  public EndedTasks ended() {
    return ended;
  }

  public Slowest slowest() {
    return slowest;
  }

  Lanes lanes() {
    return lanes;
  }

  /**
   * What the workers did.
   *
   * @param from in milliseconds since the start of the job
   * @param to in the same
   * @param most how many buckets the answer may have for each worker
   */
  public Lanes.View workers(long from, long to, int most) {
    return lanes.view(from, to, most);
  }

  long bytes() {
    return lanes.bytes() + ended.bytes() + slowest.bytes();
  }
}
