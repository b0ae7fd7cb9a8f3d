package dev.headway.cli.run;

import java.util.List;

/**
 * The last attempt at a job.
 *
 * @param number the place of the input, from 1
 * @param input the input
 * @param words the words of its command
 * @param startMillis when it began, since 1970
 * @param nanos how long it ran
 * @param ending how it ended
 * @param outBytes what it wrote to standard output
 * @param spool its output
 */
record FinishedJob(
    long number,
    JobInput input,
    List<String> words,
    long startMillis,
    long nanos,
    Ending ending,
    long outBytes,
    Spool spool) {

  /**
   * How a job ended, as a joblog of GNU parallel says it.
   *
   * @param exit its exit status; 0 if a signal ended it, and -1 if Headway did
   * @param signal the signal that ended it, or 0
   */
  record Ending(int exit, int signal) {
    /** Ended for its time-out, or with the run. */
    static final Ending BY_HEADWAY = new Ending(-1, 15);

    /** The program was not found. */
    static final Ending NOT_FOUND = new Ending(127, 0);

    /** It could not be started for another reason, such as a word that is too long. */
    static final Ending NOT_STARTED = new Ending(126, 0);

    /** It said that all was well, but not all of its output could be stored. */
    static final Ending CUT_OFF = new Ending(-1, 0);

    /** What Ctrl-C sends. */
    static final int INTERRUPT = 2;

    private static final int FIRST = 128;

    /** The last signal that a program gets by default. */
    private static final int LAST_SIGNAL = 31;

    /** Decodes a status of Java, which has 128 and more for a signal. */
    static Ending of(int status) {
      int signal = status - FIRST;
      return signal > 0 && signal <= LAST_SIGNAL ? new Ending(0, signal) : new Ending(status, 0);
    }

    /** Returns the status as a shell reports it. */
    int shellStatus() {
      if (signal > 0) {
        return FIRST + signal;
      }
      return exit < 0 ? Runner.TROUBLE : exit;
    }

    boolean isGood() {
      return exit == 0 && signal == 0;
    }
  }
}
