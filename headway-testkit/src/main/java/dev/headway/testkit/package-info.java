<<<<<<< HEAD
/** For tests of and with Headway: a clock that stands still, a screen to look at, the contract. */
=======
/**
 * For tests of Headway and with it: a clock that stands still until it is told to go on, and a screen
 * that shows what a person would see.
 */
>>>>>>> terminal
@org.jspecify.annotations.NullMarked
package dev.headway.testkit;
