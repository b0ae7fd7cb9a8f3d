/**
 * What a run left behind, as a report: journals, joblogs, JSON lines and logs of ninja are read in
 * one or two passes, and become text, data, traces, pictures and pages.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.cli.report;
