/**
 * The contestants that are written in Java: programs that do the work of one row in their own way
 * and print one number, nanoseconds for each item (or bytes). {@code headway-bench/compare} starts
 * each in a process of its own, so that none profits or suffers from what another did.
 */
package dev.headway.bench.contestant;
