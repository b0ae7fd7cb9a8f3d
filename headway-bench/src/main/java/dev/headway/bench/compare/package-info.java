/**
 * Compares Headway with its peers, and checks that it keeps its distance from the floor: see {@code
 * headway-bench/README.md}.
 */
package dev.headway.bench.compare;
