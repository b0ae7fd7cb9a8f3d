package dev.headway.cli.report;

import java.util.List;

/**
 * What a file says beside its tasks.
 *
 * @param warnings sentences on what is missing, since the file was cut off or damaged
 * @param notes sentences on what the numbers mean
 * @param jobs the jobs whose progress it tells of
 * @param isAbsolute whether times count from 1970; else from the begin of what is told
 * @param toleranceMicros by how much times may be off, since they were rounded
 */
record Reading(
    List<String> warnings,
    List<String> notes,
    List<JobProgress> jobs,
    boolean isAbsolute,
    long toleranceMicros) {}
