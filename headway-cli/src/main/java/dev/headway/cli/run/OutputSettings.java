package dev.headway.cli.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the output of jobs.
 *
 * @param keepOrder true if it is shown in the order of the inputs
 * @param tag what each line begins with, with placeholders; null for nothing
 * @param lineByLine true if lines are shown while jobs run
 * @param results the folder with the output of each job; null without one
 * @param jobLog the file of the joblog; null without one
 * @param outIsTerminal whether standard output is a terminal
 * @param errIsTerminal whether standard error is one
 */
public record OutputSettings(
    boolean keepOrder,
    @Nullable String tag,
    boolean lineByLine,
    @Nullable Path results,
    @Nullable String jobLog,
    boolean outIsTerminal,
    boolean errIsTerminal) {}
