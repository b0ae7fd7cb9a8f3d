/**
 * What other programs say of their progress: their feeds, read and shown. Depends on nothing else
 * of the command.
 */
@org.jspecify.annotations.NullMarked
package dev.headway.cli.attach;
