/**
 * Shows progress where the program runs: a bar on a terminal, lines in a log, or a stream of JSON.
 * A frame is a pure function of a snapshot, the width and the theme. What the terminal is able to
 * do is found out once, without reading from it. Whatever else the program prints while a bar is up
 * stands whole above it. All that can be recorded.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.terminal;
