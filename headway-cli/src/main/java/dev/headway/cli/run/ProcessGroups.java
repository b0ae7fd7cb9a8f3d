package dev.headway.cli.run;

/**
 * The process groups of jobs. A job leads a group of its own, which all processes belong to that it
 * starts, unless they leave it. Safe for use by several threads.
 */
interface ProcessGroups {
  /** Jobs belong to the group of this program. */
  ProcessGroups NONE =
      new ProcessGroups() {
        @Override
        public boolean exist() {
          return false;
        }

        @Override
        public void signal(long leader, Signal signal) {}

        @Override
        public long of(long pid) {
          return 0;
        }
      };

  /** What can be sent to a group. */
  enum Signal {
    TERMINATE,
    KILL,
    STOP,
    CONTINUE
  }

  /** Returns false if jobs have no groups of their own. */
  boolean exist();

  /** Sends a signal to a group. A group that has ended is no matter. */
  void signal(long leader, Signal signal);

  /** Returns the group of a process; 0 or less if that is not known. */
  long of(long pid);
}
