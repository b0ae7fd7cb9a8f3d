package dev.headway.cli.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from, and how they are cut.
 *
 * @param files where they are read from, each a source of its own; none for standard input
 * @param listMark the word before values on the command line
 * @param fileMark the word before names of files
 * @param separator what ends a value, a byte text; null for a line feed in a file, and nothing in a
 *     word
 * @param end a value behind which no more of its file is read; null if there is none
 * @param skipBlank true if values of blanks alone are left out
 * @param columns the expression that separates columns; null if a value is one column
 * @param csv true if values are comma-separated text with quotes
 * @param header true if the first value of each source has the names of the columns
 * @param linked true if the sources are linked, and not combined
 * @param replacement the text for each value in the words of the command
 */
public record InputSettings(
    List<Path> files,
    String listMark,
    String fileMark,
    @Nullable String separator,
    @Nullable String end,
    boolean skipBlank,
    @Nullable String columns,
    boolean csv,
    boolean header,
    boolean linked,
    String replacement) {}
