package dev.headway.cli.run;

import dev.headway.Job;
import dev.headway.Journal;
import dev.headway.Pool;
import java.util.List;

/** The job of a pool that runs a command for each input. */
final class RunJob {
  /** How many jobs may have ended whose output is not shown yet: the disk holds it. */
  private static final int WINDOW = 64;

  private static final int ORDERED_WINDOW = 1024;
  private static final int WINDOW_PER_SLOT = 16;

  /** The same of inputs that are large themselves: blocks, and commands with many values. */
  private static final int WINDOW_OF_LARGE = 16;

  private static final int LARGE_PER_SLOT = 4;

  /** So many values of a job are no large input. */
  private static final int FEW = 100;

  private RunJob() {}

  static Job<JobInput> of(Pool pool, Inputs inputs, RunSettings settings) {
    boolean ordered = settings.output().keepOrder();
    List<JobInput> all = inputs.all();
    Job<JobInput> job = all == null ? pool.over(inputs.jobs()) : pool.over(all);
    job =
        job.named(name(inputs.template()))
            .window(window(settings, ordered))
            .attempts(settings.attempts());
    if (!ordered) {
      job = job.unordered();
    }
    if (inputs.total() >= 0 && all == null) {
      job = job.total(inputs.total());
    }
    if (settings.timeout() != null) {
      job = job.timeout(settings.timeout());
    }
    if (settings.journal() != null) {
      List<String> command = inputs.template().words();
      job =
          job.journal(
              Journal.at(settings.journal())
                  .marksOnly()
                  .key((JobInput input) -> List.of(command, input.identity())));
    }
    return settings.start().order() == StartSettings.Order.LONGEST_FIRST ? job.longestFirst() : job;
  }

  private static int window(RunSettings settings, boolean ordered) {
    int jobs = settings.start().jobs();
    int most = settings.batch().most();
    if (settings.pipe() != null || most == BatchSettings.ALL || most > FEW) {
      return Math.max(jobs * LARGE_PER_SLOT, WINDOW_OF_LARGE);
    }
    return Math.max(jobs * WINDOW_PER_SLOT, ordered ? ORDERED_WINDOW : WINDOW);
  }

  /** The program, which is the label of the bar. */
  private static String name(Template template) {
    String program = template.words().get(0);
    return ByteText.shown(program.substring(program.lastIndexOf('/') + 1));
  }
}
