/**
 * The command runner, {@code headway run}: one command for each input, several at once. The words
 * of commands are bytes to the system; here they are strings with a character for each byte, see
 * {@link dev.headway.cli.run.ByteText}.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.cli.run;
