/**
 * Reads asciicasts, and makes pictures, pages and texts of them by JLine's terminal emulator. Not
 * part of the API: programs use {@link dev.headway.terminal.Recording}.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.recording;
