/** For tests of and with Headway: a clock that stands still, a screen to look at, the contract. */
@org.jspecify.annotations.NullMarked
package dev.headway.testkit;
