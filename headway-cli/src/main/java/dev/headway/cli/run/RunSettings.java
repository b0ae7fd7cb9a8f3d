package dev.headway.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line asks for.
 *
 * @param words the words behind the options, as byte texts: a command, and perhaps values
 * @param shellText what a shell is to run, as a byte text; null if none is
 * @param inputFile where values are read from; null for standard input
 * @param nullSeparated true if a null byte ends a value, and not a line feed
 * @param jobs how many run at once
 * @param keepOrder true if output is shown in the order of the inputs
 * @param tagged true if each line of output begins with its input
 * @param lineByLine true if lines are shown while jobs run
 * @param dryRun true if the commands are only shown
 * @param timeout how long a job may run; null without a limit
 * @param attempts how often a job is tried in all
 * @param stop when the run ends early
 * @param jobLog the file of the joblog; null without one
 * @param journal the file of the journal; null without one
 * @param outIsTerminal whether standard output is a terminal
 * @param errIsTerminal whether standard error is one
 */
public record RunSettings(
    List<String> words,
    @Nullable String shellText,
    @Nullable Path inputFile,
    boolean nullSeparated,
    int jobs,
    boolean keepOrder,
    boolean tagged,
    boolean lineByLine,
    boolean dryRun,
    @Nullable Duration timeout,
    int attempts,
    StopRule stop,
    @Nullable String jobLog,
    @Nullable Path journal,
    boolean outIsTerminal,
    boolean errIsTerminal) {}
