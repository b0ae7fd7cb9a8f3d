/** What is said of failures and of ends, on a screen and in a log. */
@org.jspecify.annotations.NullMarked
package dev.headway.internal.terminal.report;
