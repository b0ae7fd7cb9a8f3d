/**
 * Where values come from: words and streams, cut into records and columns, combined or linked. All
 * is read as it is asked for.
 */
@NullMarked
package dev.headway.cli.run.source;

import org.jspecify.annotations.NullMarked;
