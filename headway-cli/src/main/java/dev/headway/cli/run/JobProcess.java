package dev.headway.cli.run;

import dev.headway.cli.run.FinishedJob.Ending;
import java.util.Optional;

/** The process of a job. The thread of its slot waits for it; others may end it. */
interface JobProcess {

  /** Returns its number, which is that of its group too if jobs have groups. */
  long pid();

  /** Returns what it can be ended by; empty if it has ended. */
  Optional<ProcessHandle> handle();

  /** Waits until it has ended, also if the thread is interrupted. */
  Ending await();
}
