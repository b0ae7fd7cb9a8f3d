package dev.headway.cli.run;

/**
 * How standard input is cut into blocks.
 *
 * @param size how many bytes a block has at most, unless a record is longer
 * @param records how many records a block has; 0 for as many as fit
 * @param lines how many lines or ends make a record
 * @param recordEnd what a record ends with; a byte text, perhaps empty
 * @param recordStart what a record begins with; a byte text, perhaps empty
 * @param withoutSeparators true if jobs get neither of them
 * @param headerLines how many lines at the beginning are given to each job
 */
public record PipeSettings(
    long size,
    long records,
    long lines,
    String recordEnd,
    String recordStart,
    boolean withoutSeparators,
    int headerLines) {}
