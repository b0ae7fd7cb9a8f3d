package dev.headway.internal.journal;

import java.nio.file.Path;

/**
 * How a journal is opened.
 *
 * @param path the file
 * @param jobName what the job is called; empty if it has no name
 * @param version the user's name for what the function does; empty if there is none
 * @param otherVersion what to do with a file of another version
 * @param durable true if all that is written is brought to the disk at once, not each second
 * @param lockOptional true to go on where the file system has no locks
 * @param nanoTime the time by the clock that all times of tasks are of
 */
public record JournalSettings(
    Path path,
    String jobName,
    String version,
    OtherVersion otherVersion,
    boolean durable,
    boolean lockOptional,
    long nanoTime) {

  /** What to do with a file whose last run had another version. */
  public enum OtherVersion {
    /** Nothing is run. */
    REFUSE,
    /** What is recorded counts as if it were of this version. */
    ACCEPT,
    /** The file is moved aside, and a new one begun. */
    BEGIN_ANEW
  }

  /**
   * The usual settings.
   *
   * @param path the file
   * @param nanoTime the time by the clock that all times of tasks are of
   * @return settings without names, not durable, with a lock
   */
  public static JournalSettings of(Path path, long nanoTime) {
    return new JournalSettings(path, "", "", OtherVersion.REFUSE, false, false, nanoTime);
  }
}
