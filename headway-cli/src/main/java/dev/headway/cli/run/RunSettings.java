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
 * @param input where values come from
 * @param batch how many of them a job gets
 * @param pipe how standard input is cut into blocks; null if jobs have nothing to read
 * @param start when jobs start
 * @param output what becomes of their output
 * @param dryRun true if the commands are only shown
 * @param timeout how long a job may run; null without a limit
 * @param attempts how often a job is tried in all
 * @param stop when the run ends early
 * @param anyFailureIsOne true if the exit status is 1 after any number of failures
 * @param journal the file of the journal; null without one
 */
public record RunSettings(
    List<String> words,
    @Nullable String shellText,
    InputSettings input,
    BatchSettings batch,
    @Nullable PipeSettings pipe,
    StartSettings start,
    OutputSettings output,
    boolean dryRun,
    @Nullable Duration timeout,
    int attempts,
    StopRule stop,
    boolean anyFailureIsOne,
    @Nullable Path journal) {}
