/** Numbers, times and names as people read them, and lines of cells in colours. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.format;
