/** The headway command. */
@NullMarked
package dev.headway.cli;

import org.jspecify.annotations.NullMarked;
